"""A report family's profile: what its reports look like, as data.

One TOML a family in ``pipeline/families/``; it names patterns, vocabularies and strategies, never
code, and holds what is true of every issue of the family, nothing of one issue. A profile may
extend another, one level deep: its single values replace the other's, its lists go before them.
Patterns are regular expressions, matched without regard to case.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import ValidationError, field_validator

from pipeline.document import Document
from pipeline.document.checked import Checked
from pipeline.document.errors import ConfigError
from pipeline.document.flags import Flag, flag

GENERIC = "generic"
NEAR = 0.6
"""From this share of its threshold on, a report may be of the family all the same."""
HEAD_LINES = 12
"""The lines that count as the head of a report, where its title and publisher stand."""
SHOWN = 3
"""How many places are quoted for a cue."""


class Cue(Checked):
    """A sign of the family: ``at_least`` different lines that the pattern is found in."""

    means: str
    pattern: str
    weight: float
    where: Literal["head", "anywhere"] = "anywhere"
    at_least: int = 1

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        return _checked(pattern)


class Theme(Checked):
    """A theme of the programme: its names, its OECD-DAC purpose code, the stems of its words."""

    names: tuple[str, ...]
    code: str | None = None
    stems: tuple[str, ...] = ()


class ListTitle(Checked):
    """A list title of the family and what the list under it enumerates."""

    pattern: str
    about: str

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        return _checked(pattern)


class Profile(Checked):
    """How to recognise a family of reports and read its headings.

    Attributes:
        name: The profile's file name.
        extends: The profile that this one adds to.
        description: One sentence for a person.
        publisher: Who publishes every issue.
        countries: The publisher's home countries, ISO 3166-1 alpha-2.
        cues: Signs by which a report of the family is recognised.
        threshold: The weight of found cues from which on it is.
        titles: Patterns of the report's title.
        milestones: Whether month headings lead to milestones, or paragraphs headed by a date do
            where there are no month headings ("dated"), or nothing does.
        headed: What a heading with body text begins outside the months.
        country_headings: Whether a heading that is a country's name stands over stories.
        regions: Patterns of headings that stand where a country's name would, for no one country.
        sections: Patterns of headings that begin a section, and end the months.
        themes: The programme's themes.
        lists: List titles of the family.
        furniture: Patterns of whole lines that repeat or decorate.
    """

    name: str
    extends: str | None = None
    description: str = ""
    publisher: str | None = None
    countries: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    threshold: float = 1.0
    titles: tuple[str, ...] = ()
    milestones: Literal["months", "dated", "none"] = "dated"
    headed: Literal["section", "story"] = "section"
    country_headings: bool = True
    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    lists: tuple[ListTitle, ...] = ()
    furniture: tuple[str, ...] = ()

    @field_validator("titles", "regions", "sections", "furniture")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_checked(pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class MatchedCue:
    """One cue of one profile, and the lines that it was found in."""

    profile: str
    cue: Cue
    found: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether the cue was found often enough."""
        return len(self.found) >= self.cue.at_least


@dataclass(frozen=True, slots=True)
class Detection:
    """Which profile a report gets, on what evidence, and what a profile of its own would need."""

    profile: Profile
    evidence: tuple[MatchedCue, ...]
    scores: dict[str, float]
    thresholds: dict[str, float]
    needs: tuple[str, ...]
    flags: tuple[Flag, ...]


def names() -> tuple[str, ...]:
    """The names of all profiles, in alphabetical order."""
    folder = files(__package__)
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in folder.iterdir()
            if entry.name.endswith(".toml")
        )
    )


@cache
def load(name: str) -> Profile:
    """Load a profile by name.

    Raises:
        ConfigError: ``config.unknown-family`` or ``config.broken-profile``.
    """
    if name not in names():
        known = ", ".join(names())
        raise ConfigError("config.unknown-family", f"no profile {name!r}; there are: {known}")
    text = files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    try:
        return parse(name, text)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ConfigError("config.broken-profile", f"families/{name}.toml: {error}") from error


def parse(name: str, text: str) -> Profile:
    """Read a profile from TOML.

    Raises:
        ConfigError: ``config.deep-profile``: it extends a profile that extends another.
        ValidationError: A key is unknown or a value of the wrong kind.
        TOMLDecodeError: It is not TOML.
    """
    own = tomllib.loads(text)
    parent_name = own.get("extends")
    if parent_name is None:
        return Profile(**{**own, "name": name})
    parent = load(str(parent_name))
    if parent.extends is not None:
        message = f"{name} extends {parent_name}, which extends {parent.extends}: one level only"
        raise ConfigError("config.deep-profile", message)
    return Profile(**{**_merged(own, parent), "name": name})


def detect(document: Document) -> Detection:
    """Say which family a report belongs to; it needs only ``raw`` and ``blocks``.

    Each profile's cues are looked up line by line. The profile whose found cues weigh most is
    taken, if they reach its threshold; otherwise the generic one.
    """
    lines = _lines(document)
    families = [load(name) for name in names() if name != GENERIC]
    evidence = tuple(
        MatchedCue(profile=family.name, cue=cue, found=_found(cue, lines))
        for family in families
        for cue in family.cues
    )
    scores = {
        family.name: sum(e.cue.weight for e in evidence if e.profile == family.name and e.met)
        for family in families
    }
    reached = [family for family in families if scores[family.name] >= family.threshold]
    ranked = sorted(reached, key=lambda family: -scores[family.name])
    chosen = ranked[0] if ranked else load(GENERIC)
    flags = [] if ranked else [_unknown(families, evidence, scores)]
    if len(ranked) > 1:
        flags.append(flag("profile.close-call", chosen=ranked[0].name, other=ranked[1].name))
    return Detection(
        profile=chosen,
        evidence=evidence,
        scores=scores,
        thresholds={family.name: family.threshold for family in families},
        needs=() if ranked else _needs(lines),
        flags=tuple(flags),
    )


def _unknown(
    families: Sequence[Profile], evidence: Iterable[MatchedCue], scores: Mapping[str, float]
) -> Flag:
    """The flag on a report of no known family; one whose head is that of a family names it."""
    heads = {e.profile for e in evidence if e.met and e.cue.where == "head" and e.cue.weight > 0}
    near = next((family for family in families if family.name in heads), None)
    if near is None or scores[near.name] < NEAR * near.threshold:
        return flag("profile.unknown-family")
    return flag(
        "profile.near-miss",
        family=near.name,
        score=scores[near.name],
        threshold=near.threshold,
    )


def explain(detection: Detection) -> tuple[str, ...]:
    """The detection as lines for a person: which profile, why, what a new one would need."""
    profile = detection.profile
    lines = [f"profile: {profile.name}", f"  {profile.description}"]
    for name, score in detection.scores.items():
        threshold = detection.thresholds[name]
        verdict = "recognised" if score >= threshold else "not recognised"
        lines.append(f"{name}: {verdict} ({score:g} of {threshold:g} needed)")
        for item in (e for e in detection.evidence if e.profile == name):
            sign = "+" if item.met else "-"
            quoted = "; ".join(repr(line) for line in item.found[:SHOWN])
            count = f" ({len(item.found)} of {item.cue.at_least} lines)"
            lines.append(f"  {sign} {item.cue.weight:g} {item.cue.means}{count} {quoted}".rstrip())
    if detection.needs:
        lines.append("a profile of its own would need:")
        lines += (f"  {need}" for need in detection.needs)
    return tuple(lines)


def _checked(pattern: str) -> str:
    try:
        re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        msg = f"not a regular expression: {pattern!r} ({error})"
        raise ValueError(msg) from error
    return pattern


def _merged(own: Mapping[str, Any], parent: Profile) -> dict[str, Any]:
    merged = {**dict(parent), **own}
    for key, value in own.items():
        inherited = getattr(parent, key, None)
        if isinstance(value, list) and isinstance(inherited, tuple):
            merged[key] = (*value, *inherited)
    return merged


def _lines(document: Document) -> tuple[str, ...]:
    """The lines of all blocks, without the white space around and within them."""
    spans = (line.raw for block in document.blocks for line in block.lines or (block,))
    lines = (" ".join(span.of(document.raw).split()) for span in spans)
    return tuple(line for line in lines if line)


def _found(cue: Cue, lines: Sequence[str]) -> tuple[str, ...]:
    pattern = re.compile(cue.pattern, re.IGNORECASE)
    searched = lines[:HEAD_LINES] if cue.where == "head" else lines
    hits = (_around(line, match) for line in searched if (match := pattern.search(line)))
    return tuple(dict.fromkeys(hits))


def _around(line: str, match: re.Match[str]) -> str:
    """The line, or of a long one the words around the match."""
    before, after = 30, 60
    if len(line) <= before + after:
        return line
    start = max(match.start() - before, 0)
    return line[start : max(match.end(), start + after)]


def _needs(lines: Sequence[str]) -> tuple[str, ...]:
    """What a new profile would have to say, with what this report offers for it."""
    short = [line for line in lines if len(line) < 80 and not line.endswith((".", ",", ";"))]  # noqa: PLR2004 - a line that may be a heading
    capitals = list(dict.fromkeys(line for line in short if line.isupper()))
    recurring = [line for line, count in Counter(short).items() if count > 1]
    return (
        f"cues: what every issue says of itself; the head of this one: {_some(lines[:HEAD_LINES])}",
        "publisher and home countries",
        f"headings in capitals here: {_some(capitals)}",
        f"recurring lines here (headings or furniture): {_some(recurring)}",
        "themes with their purpose codes, list titles, and whether months lead to milestones",
    )


def _some(lines: Sequence[str], most: int = 6) -> str:
    shown = "; ".join(repr(line[:60]) for line in lines[:most])
    return shown or "none"
