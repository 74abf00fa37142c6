"""The patterns of events over masked sentences, compiled once from ``event_types.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.assemble.scene import MASKS


@cache
def load() -> dict[str, Any]:
    """The event types as data."""
    return tomllib.loads(files(__package__).joinpath("event_types.toml").read_text("utf-8"))


NAME_WORDS = 8
TAIL_END = (
    r"\s(?:(?:in|at|from|with|by|under|during|where|which|that|who|to|of\sthe|between|held|was|were"
    rf"|has|have|had|took|brought|gathered)\b|for\s{MASKS['FIGURE']})"
)
"""Words at which "on ..." or "for ..." behind an event noun ends."""


@cache
def people() -> re.Pattern[str]:
    """What a figure counts where it tells how many took part: "border guards"."""
    nouns = "|".join(map(re.escape, load()["participants"]["nouns"]))
    return re.compile(rf"\b(?:{nouns})s?\b", re.IGNORECASE)


@cache
def capacity() -> re.Pattern[str]:
    """Says how many may come, not how many came: "each holds 150 people"."""
    words = "|".join(map(re.escape, load()["participants"]["capacity"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def harm() -> re.Pattern[str]:
    """Says what befell people, not that they took part: "28 people had died"."""
    words = "|".join(map(re.escape, load()["participants"]["harm"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def types_of_visits() -> frozenset[str]:
    """Types whose verb has the place as its object: "visited Uzbekistan"."""
    return frozenset(row["code"] for row in load()["type"] if row.get("object_is_place"))


@cache
def types_by_noun() -> dict[str, str]:
    """The code of the type that each event noun names."""
    types: dict[str, str] = {}
    for row in load()["type"]:
        for noun in row.get("nouns", ()):
            types.setdefault(noun, row["code"])
    return types


@cache
def event_nouns() -> str:
    """All event nouns as alternatives, the longest first."""
    return "|".join(re.escape(noun) for noun in sorted(types_by_noun(), key=len, reverse=True))


@cache
def event_noun() -> re.Pattern[str]:
    """An event noun, alone or plural."""
    return re.compile(rf"\b({event_nouns()})s?\b", re.IGNORECASE)


WORD = rf"(?:[\w’'/-]|{MASKS['FIGURE']}|{MASKS['ORG']}|{MASKS['PROGRAMME']})+\s"
TAIL = (
    rf"(?:(?!\sfor\s{MASKS['FIGURE']}|\son\s{MASKS['DATE']})"
    r"\s(?:on|for|about|of|to\ssupport|in\ssupport\sof)\s"
    rf"(?:(?!{TAIL_END})[^,.;()]){{3,90}})?"
)
"""The words before an event noun, and its "on ..." or "for ..." behind it."""


@cache
def noun_phrase() -> re.Pattern[str]:
    """The event noun behind a verb, with the words before and behind it.

    Between the verb and the noun's article may stand where, when and with whom.
    """
    article = rf"(?:a|an|the|its|their|several|another|first|{MASKS['FIGURE']}+)\s"
    aside = (
        r"(?:(?P<aside>,?\s(?:jointly\s|together\s)?(?:in|on|at|with|from)\s[^.;]{1,120}?,?\s)"
        r"(?=an?\s)|\s)"
    )
    return re.compile(
        rf"{aside}(?:{article}){{0,2}}"
        rf"(?P<phrase>(?:{WORD}){{0,{NAME_WORDS}}}?(?P<noun>{event_nouns()})s?\b{TAIL})",
        re.IGNORECASE,
    )


@cache
def passive_before() -> re.Pattern[str]:
    """A form of 'be' right before the verb."""
    return re.compile(r"\b(?:was|were|been|is|are)\s(?:\w+ly\s)?$")


@cache
def happening() -> re.Pattern[str]:
    """An event noun with article, and behind it a verb that says that it took place."""
    data = load()["happening"]
    stops = "|".join(data["no_part"])
    passive, active = ("|".join(map(re.escape, data[kind])) for kind in ("passive", "active"))
    return re.compile(
        rf"(?<![\w-])(?:(?:an?|the|this|one|several|{MASKS['FIGURE']}+)\s){{1,2}}"
        rf"(?P<phrase>(?:(?!(?:{stops})\s){WORD}){{0,{NAME_WORDS}}}?(?P<noun>{event_nouns()})s?\b{TAIL})"
        rf"(?:(?!\sand\s(?:the|an?)\s)[^.;]){{0,120}}?\b(?P<verb>(?:was|were|has\sbeen|have\sbeen)\s"
        rf"(?:\w+ly\s)?(?:{passive})\b|(?:{active})\b)",
        re.IGNORECASE,
    )


@cache
def passives() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Type, words and pattern of each type whose verbs have objects that are listed."""
    stops = "|".join(load()["happening"]["no_part"])
    found: list[tuple[str, str, re.Pattern[str]]] = []
    for row in load()["type"]:
        objects = row.get("objects", []) + row.get("passive_objects", [])
        if not objects:
            continue
        verbs, things = ("|".join(map(re.escape, words)) for words in (row["verbs"], objects))
        named = "".join(MASKS[label] for label in row.get("passive_masks", ()))
        things = f"(?:{things})s?\\b|[{named}]+" if named else f"(?:{things})s?\\b"
        pattern = re.compile(
            rf"(?<![\w-])(?:an?|the|two|three|several|its|{MASKS['FIGURE']}+)\s"
            rf"(?P<object>(?:(?!(?:{stops})\s){WORD}){{0,{NAME_WORDS}}}?(?:{things})"
            rf"(?:\s(?:of|on|for)\s(?:(?!{TAIL_END})[^,.;()]){{3,60}})?)[^.;]{{0,160}}?"
            rf"\s(?P<verb>(?:was|were|has\sbeen|have\sbeen)\s(?:\w+ly\s)?(?:{verbs}))\b",
            re.IGNORECASE,
        )
        found.append((row["code"], row["called"], pattern))
    return tuple(found)


@cache
def planning() -> re.Pattern[str]:
    """Words of a plan right before the verb."""
    return re.compile(planning_words().pattern + r"\s(?:\w+\s){0,2}$", re.IGNORECASE)


@cache
def condition() -> re.Pattern[str]:
    """A clause of what has not happened yet: "once the agreement has been signed"."""
    words = "|".join(map(re.escape, load()["planning"]["conditions"]))
    return re.compile(rf"\b(?:{words})\s[^,.;]{{0,60}}$", re.IGNORECASE)


@cache
def planning_words() -> re.Pattern[str]:
    """Words that speak of what is to come."""
    words = "|".join(map(re.escape, load()["planning"]["words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def organising_verb() -> re.Pattern[str]:
    """A verb of which an event is the object."""
    verbs = load()["organising"]["verbs"]
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(v) for v in sorted(verbs, key=len, reverse=True))})\b"
    )


@cache
def back_reference() -> re.Pattern[str]:
    """Takes up an event of the section again: "the event", "this conference"."""
    data = load()["backward"]
    determiners, nouns = ("|".join(map(re.escape, data[k])) for k in ("determiners", "nouns"))
    return re.compile(
        rf"\b(?:{determiners})\s(?:[\w-]+\s){{0,2}}?({event_nouns()}|{nouns})s?\b", re.IGNORECASE
    )
