"""Bodies known by name: the UN system, other multilaterals, donors' agencies, large NGOs.

Data: ``bodies.csv`` (names, acronyms, IATI OrganisationType, CRS channel code, the
body that each is part of) and ``crs_channels.csv`` (OECD-DAC CRS channel codes).
"""

import csv
import re
from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked

# The parent codes of the CRS channel list and the IATI OrganisationType that they stand for.
_KINDS = {
    "21000": "21",
    "22000": "22",
    "23000": "24",
    "31000": "30",
    "32000": "30",
    "51000": "80",
}
_MULTILATERAL = "4"
_SPELLINGS = (("rganization", "rganisation"), ("Centre", "Center"), ("Labour", "Labor"))
_ASIDE = re.compile(r"(?:(?<!\s)\s+)?\(.{0,200}?\)")


class Body(Checked):
    """A body known by name; ``kind`` is an IATI OrganisationType, ``crs`` a CRS channel code."""

    name: str
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    crs: str | None = None
    country: str | None = None
    part_of: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its names in all usual spellings, without the acronyms."""
        return tuple(dict.fromkeys(s for name in (self.name, *self.aliases) for s in spelt(name)))


@cache
def bodies() -> tuple[Body, ...]:
    """All known bodies: the list's own, then the CRS channels that it does not hold."""
    own = tuple(
        Body(
            name=row["name"],
            acronyms=_split(row["acronyms"]),
            aliases=_split(row["aliases"]),
            kind=row["kind"] or None,
            crs=row["crs"] or None,
            country=row["country"] or None,
            part_of=row["part_of"] or None,
        )
        for row in _rows("bodies.csv")
    )
    known = {key_of(spelling) for body in own for spelling in body.spellings}
    return own + tuple(body for body in _channels() if key_of(body.name) not in known)


@cache
def by_name() -> dict[str, Body]:
    """Bodies by :func:`key_of` of each of their names and acronyms; the first of the list wins."""
    index: dict[str, Body] = {}
    for body in bodies():
        for name in (*body.spellings, *body.acronyms):
            index.setdefault(key_of(name), body)
    return index


def key_of(name: str) -> str:
    """One key for the spellings of a name; an acronym keeps its capitals.

    "Organization for Migration" and "organisation for Migration" share one.
    """
    plain = name.replace("’", "'").replace("‑", "-").removeprefix("the ").removeprefix("The ")
    if " " not in plain and plain.isupper():
        return plain
    plain = re.sub(r"(?<=[a-z])is(?=ation|e\b|ed\b|ing\b)", "iz", plain.lower())
    for british, american in (("centre", "center"), ("labour", "labor"), ("programme", "program")):
        plain = plain.replace(british, american)
    return re.sub(r"[-\s]+", " ", plain.replace(" & ", " and ")).strip()


def spelt(name: str) -> set[str]:
    """A name with British and American endings and both apostrophes."""
    forms = {name}
    for one, other in _SPELLINGS:
        forms |= {form.replace(one, other) for form in forms}
        forms |= {form.replace(other, one) for form in forms}
    return forms | {form.replace("'", "’") for form in forms}


def _channels() -> tuple[Body, ...]:
    found = []
    for row in _rows("crs_channels.csv"):
        parent, name = row["category"], _ASIDE.sub("", row["name"]).strip()
        kind = "40" if parent.startswith(_MULTILATERAL) else _KINDS.get(parent)
        single = " " in name and " - " not in name and name[0].isupper() and "[" not in name
        # "UN entities" is a kind of body, no name.
        single = single and any(word[0].isupper() for word in name.split()[1:])
        if kind and single and not row["code"].endswith("000"):
            found.append(Body(name=name, kind=kind, crs=row["code"]))
    return tuple(found)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
