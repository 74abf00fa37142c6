"""The country that a passage speaks of, for bodies whose name does not say theirs.

Nearest first: the list that a body stands in ("Ministry of Trade and Ministry of Justice of Peru"),
its paragraph, its section, the report family. Where the nearest evidence names several countries
the question stays open.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.document import Document, Mention
from pipeline.document.span import Span
from pipeline.entity_types.organisation.basis import Basis
from pipeline.families.profile import Profile
from pipeline.names import countries

_IN_LIST = re.compile(r"(?:,|,? and|,? as well as|;)(?: the| also)?(?: also)?(?: of)? ?")
_LONGEST_JOINT = 20


class Told(NamedTuple):
    """A country (ISO 3166-1 alpha-2) that a passage tells, and where it does."""

    country: str
    basis: Basis


class CountryContext:
    """Answers which country a mention's surroundings speak of.

    Args:
        document: After extraction; ``places`` are used where they are resolved already.
        profile: The report family, whose only country is the last resort.
        stated: Countries that bodies name themselves, by mention.
    """

    def __init__(self, document: Document, profile: Profile, stated: Mapping[int, str]) -> None:
        self._stated = stated
        self._text = document.text or ""
        self._mentions = document.mentions or ()
        self._paragraphs = document.paragraphs or ()
        self._sections = document.sections or ()
        self._here = document.here
        self._family = profile.countries
        self._orgs = [i for i, m in enumerate(self._mentions) if m.label == "ORG"]
        self._next = dict(zip(self._orgs, self._orgs[1:], strict=False))
        self._by_paragraph: dict[int, set[str]] = {}
        self._by_neighbours: dict[int, set[str]] = {}
        self._by_section: dict[int | None, set[str]] = {}
        self._collect(document)

    def of(self, index: int) -> Told | None:
        """The country for the mention of this index."""
        listed = self._listed(index)
        if listed:
            return Told(listed, Basis.LIST)
        paragraph = self._paragraph_at(self._mentions[index].span)
        if paragraph is None:
            return self._of_family()
        section = self._paragraphs[paragraph].section
        for found, basis in (
            (self._by_paragraph.get(paragraph, set()), Basis.PARAGRAPH),
            (self._by_neighbours.get(paragraph, set()), Basis.PARAGRAPH),
            (self._by_section.get(section, set()), Basis.SECTION),
        ):
            if len(found) == 1:
                return Told(next(iter(found)), basis)
            if found:
                return None
        if section is not None and self._sections[section].country:
            return Told(self._sections[section].country or "", Basis.SECTION)
        return self._of_family()

    def _of_family(self) -> Told | None:
        return Told(self._family[0], Basis.FAMILY) if len(self._family) == 1 else None

    def _listed(self, index: int) -> str | None:
        """The country that the last body of a list states for all."""
        while index in self._next:
            following = self._next[index]
            gap = Span(
                start=self._mentions[index].span.end,
                end=max(self._mentions[following].span.start, self._mentions[index].span.end),
            )
            if len(gap) > _LONGEST_JOINT or not _IN_LIST.fullmatch(gap.of(self._text)):
                return None
            index = following
            if index in self._stated:
                return self._stated[index]
        return None

    def _collect(self, document: Document) -> None:
        for index, country in self._stated.items():
            paragraph = self._paragraph_at(self._mentions[index].span)
            if paragraph is not None:
                self._by_neighbours.setdefault(paragraph, set()).add(country)
        places = {i: place.country for place in document.places or () for i in place.mentions}
        for index, mention in enumerate(self._mentions):
            if mention.label != "PLACE":
                continue
            named = places.get(index) or self._country_named(mention)
            paragraph = self._paragraph_at(mention.span)
            if named is None or paragraph is None:
                continue
            self._by_paragraph.setdefault(paragraph, set()).add(named)
            section = self._paragraphs[paragraph].section
            self._by_section.setdefault(section, set()).add(named)

    def _country_named(self, mention: Mention) -> str | None:
        return countries.names().get(mention.span.of(self._text).lower())

    def _paragraph_at(self, span: Span) -> int | None:
        return self._here.paragraph_at(span.start)
