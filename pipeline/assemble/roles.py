"""Who organised, hosted, paid, opened, took part: rules of ``roles.toml`` over masked sentences."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.assemble.scene import MASKS, Scene, compile_pattern
from pipeline.document import EventRole, EventRoleName, Mention

ACTORS = frozenset({"ORG", "PERSON", "PLACE"})
SUBJECT_REACH = 60
"""Code points between the subject and its verb, adverbs and commas included."""


class Rule(NamedTuple):
    """A compiled rule; ``scan`` rules take every actor in their group.

    ``or_pays``: of those that it finds, bodies that usually pay are funders.

    A sentence without any of the words in ``needs`` cannot match; no words: it may.
    """

    id: str
    role: EventRoleName
    pattern: re.Pattern[str]
    scan: bool
    needs: tuple[str, ...]
    or_pays: bool


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the file."""
    return tuple(
        Rule(
            row["id"],
            row["role"],
            compile_pattern(row["pattern"]),
            row.get("scan", False),
            tuple(row.get("needs", ())),
            row.get("or_pays", False),
        )
        for row in load()["rule"]
    )


@cache
def load() -> dict[str, Any]:
    """The rules as data."""
    return tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))


def roles_in(scene: Scene, mentions: Sequence[Mention]) -> list[EventRole]:
    """All roles that a sentence's wording states, the first rule for each mention."""
    found: dict[int, EventRole] = {}
    for rule in rules():
        if rule.needs and not any(word in scene.masked for word in rule.needs):
            continue
        for match in rule.pattern.finditer(scene.masked):
            for group in ("who", "other"):
                if group in rule.pattern.groupindex and match.group(group):
                    span = match.span(group) if rule.scan else _own(scene, match, group)
                    for index in _actors(scene, span, mentions, rule):
                        pays = rule.or_pays and _pays(scene, mentions[index])
                        name: EventRoleName = "funder" if pays else rule.role
                        role = EventRole(role=name, mention=index, rule=f"role:{rule.id}")
                        found.setdefault(index, role)
    return list(found.values())


def _pays(scene: Scene, mention: Mention) -> bool:
    """Whether "support" from it is money: a country, or a body that usually gives that."""
    return mention.label == "PLACE" or _payer().match(_words(scene, mention)) is not None


def _words(scene: Scene, mention: Mention) -> str:
    low = mention.span.start - scene.span.start
    return scene.text[low : low + len(mention.span)]


@cache
def _payer() -> re.Pattern[str]:
    return re.compile(load()["payers"])


def _own(scene: Scene, match: re.Match[str], group: str) -> tuple[int, int]:
    """The group's span, less the subject of a sentence that begins with the phrase.

    "With funding from X, Y and Z held a course": the list runs on into its verb, so the last comma
    of the list ended the phrase.
    """
    start, end = match.span(group)
    begins = _BEGINS.fullmatch(scene.masked, 0, match.start())
    comma = scene.masked.rfind(", ", start, end)
    if begins is None or comma < 0 or not _RUNS_ON.match(scene.masked, end):
        return start, end
    return start, comma


def _actors(
    scene: Scene, span: tuple[int, int], mentions: Sequence[Mention], rule: Rule
) -> Iterator[int]:
    inside = scene.within(*span, mentions)
    people = {i for i in inside if mentions[i].label == "PERSON"}
    for index in inside:
        label = mentions[index].label
        if label not in ACTORS or (people and label != "PERSON" and not rule.scan):
            continue
        # "the President of L Mr. P met": the post's country takes no part itself.
        if rule.scan and people and index not in people:
            continue
        yield index


def subject_of(
    scene: Scene, verb_start: int, mentions: Sequence[Mention], taken: set[int]
) -> list[int]:
    """The organisations that are the subject of an organising verb.

    Those already known as partners or funders are passed over, with the words that make them so.
    """
    before = scene.masked[:verb_start]
    for index in taken:
        low = mentions[index].span.start - scene.span.start
        high = mentions[index].span.end - scene.span.start
        if high <= verb_start:
            before = before[:low] + " " * (high - low) + before[high:]
    match = next(reversed(list(_subject().finditer(before))), None)
    if match is None:
        return []
    between = _ASIDE.sub(" ", before[match.end() :])
    # Capitals behind a body make it part of another name: "the BODY Executive Director met ...".
    if len(between) > SUBJECT_REACH or re.match(r"\s[A-Z]", between):
        return []
    inside = scene.within(match.start(), match.end(), mentions)
    return [i for i in inside if mentions[i].label == "ORG" and i not in taken]


_BEGINS = re.compile(r"(?:(?<!\W)\W+)?(?:[A-Z]\w{0,40}\s)?(?:(?:the|an?)\s)?")
"""No more than the preposition of a phrase that begins a sentence."""

_RUNS_ON = re.compile(r"\s(?!(?:in|on|at|for|to|from|under|which|who|where|the|an?)\b)[a-z]")
"""A verb, as far as one letter and no preposition tell."""

_ASIDE = re.compile(
    r",?\s(?:and\s)?(?:(?:in|with|under|through)\s)?(?:an?\s|the\s)?(?:close\s)?(?:co-?operation"
    r"|collaboration|partnership|funding|financial|support|coordination|consultation|auspices)"
    r"\b[^,.;]{0,200},?"
)
"""Phrases that only say with whom or with whose money."""


@cache
def _subject() -> re.Pattern[str]:
    org = MASKS["ORG"]
    one = rf"(?:the\s)?[{org}]+(?:\s?\([^()]{{0,40}}\))?"
    return re.compile(rf"{one}(?:(?:,\s(?:and\s)?|\sand\s|\sas\swell\sas\s){one}){{0,8}}")
