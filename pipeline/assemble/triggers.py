"""What makes a sentence tell of an event: a name, an organising verb, or a verb that is one."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.assemble.scene import MASKS, Scene

NAME_WORDS = 8
TAIL_END = r"\s(?:in|at|from|with|by|under|during|where|which|that|who|to|of\sthe|between|held)\b"
"""Words at which "on ..." or "for ..." behind an event noun ends."""


class Trigger(NamedTuple):
    """Why a sentence is an event; offsets index the sentence.

    ``name`` is the stretch that names or describes the event, ``verb`` where its verb begins.
    """

    type: str
    name: tuple[int, int]
    called: str
    verb: int
    named: bool


@cache
def load() -> dict[str, Any]:
    """The event types as data."""
    return tomllib.loads(files(__package__).joinpath("event_types.toml").read_text("utf-8"))


def type_of(name: str) -> str | None:
    """The type of an event by the head word of its name; None where no type has the word."""
    found = _noun().findall(name)
    return _types()[found[0].lower()] if found else None


def triggers(scene: Scene, spans: dict[int, tuple[int, int]]) -> list[Trigger]:
    """The triggers of a sentence in order of strength: names, organised events, verbs.

    Args:
        scene: The sentence.
        spans: The EVENT mentions of the sentence that are events themselves, by index.
    """
    verbs = [match.start() for match in _organising().finditer(scene.masked)]
    found = [_named(scene, span, verbs) for span in spans.values()]
    found += [t for verb in verbs if (t := _organised(scene, verb)) is not None]
    found += _verbal(scene)
    return found


def _named(scene: Scene, span: tuple[int, int], verbs: list[int]) -> Trigger:
    name = scene.text[slice(*span)]
    verb = max((v for v in verbs if v < span[0]), default=min(verbs, default=span[1]))
    around = scene.text[span[0] : span[1] + 20]
    return Trigger(type_of(name) or type_of(around) or "event", span, name, verb, named=True)


def _organised(scene: Scene, verb: int) -> Trigger | None:
    """An organising verb and the event noun that is its object: "conducted consultations"."""
    organising = _organising().match(scene.masked, verb)
    if organising is None:
        return None
    noun = _noun_phrase().match(scene.masked, organising.end())
    if noun is None:
        return None
    start, end = noun.span("phrase")
    return Trigger(
        _types()[noun["noun"].lower()], (start, end), scene.text[start:end], verb, named=False
    )


def _verbal(scene: Scene) -> list[Trigger]:
    """A verb that is an event itself: "signed the Road Map", "opened a new centre"."""
    found: list[Trigger] = []
    for row in load()["type"]:
        for verb in row.get("verbs", ()):
            match = re.search(rf"\b{re.escape(verb)}\b(?!\sby\b)", scene.masked)
            if match is None:
                continue
            rest = scene.masked[match.end() :]
            thing = re.match(r"\s(?:(?:the|an?|its|their)\s)?([^,.;]{2,90})", rest)
            if thing is None or not _is_object(thing.group(1), row.get("objects")):
                continue
            low = match.end() + thing.start(1)
            high = low + _phrase_end(thing.group(1))
            called = f"{row['called']} {_object(scene, low, high)}"
            found.append(Trigger(row["code"], (low, high), called, match.start(), named=False))
    return found


def _object(scene: Scene, low: int, high: int) -> str:
    """The object in words: the people met, without honorific and post; else the phrase."""
    person = re.search(f"{MASKS['PERSON']}+", scene.masked[low:])
    if (
        person
        and MASKS["PERSON"] not in scene.masked[low:high]
        and "." in scene.text[low : high + 1]
    ):
        high = low + person.end()
    if person and low + person.end() <= high + 1:
        return scene.text[low + person.start() : low + person.end()]
    return _article(scene, low) + scene.text[low:high]


def _article(scene: Scene, low: int) -> str:
    """The object keeps its article: "signing of the Road Map", "opening of a new centre"."""
    found = re.search(r"\b(?:the|an?)\s$", scene.text[:low], re.IGNORECASE)
    return found.group().lower() if found else ""


def _is_object(text: str, objects: list[str] | None) -> bool:
    if objects is None:
        return any(mask in text for mask in MASKS.values())
    words = set(re.findall(r"[\w-]+", text.lower()))
    return bool(words & set(objects)) or any(o in text.lower() for o in objects if " " in o)


def _phrase_end(text: str) -> int:
    """Where the object's phrase ends: before a preposition, relative clause or date."""
    ended = re.search(
        rf"\s(?:that|which|who|where|in|on|at|to|from|for|with|by|during|when|{MASKS['DATE']})\b",
        text,
    )
    return ended.start() if ended else len(text)


@cache
def _types() -> dict[str, str]:
    types: dict[str, str] = {}
    for row in load()["type"]:
        for noun in row.get("nouns", ()):
            types.setdefault(noun, row["code"])
    return types


@cache
def _nouns() -> str:
    return "|".join(re.escape(noun) for noun in sorted(_types(), key=len, reverse=True))


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b({_nouns()})s?\b", re.IGNORECASE)


@cache
def _noun_phrase() -> re.Pattern[str]:
    """The event noun behind a verb, with the words before it and its "on ..." or "for ..."."""
    return re.compile(
        rf"\s(?:(?:a|an|the|its|their|several|another|first|{MASKS['FIGURE']}+)\s){{0,2}}"
        rf"(?P<phrase>(?:[\w’'/-]+\s){{0,{NAME_WORDS}}}?(?P<noun>{_nouns()})s?\b"
        rf"(?:\s(?:on|for|about|of|to\ssupport|in\ssupport\sof)\s(?:(?!{TAIL_END})[^,.;()])"
        r"{3,90})?)",
        re.IGNORECASE,
    )


@cache
def _organising() -> re.Pattern[str]:
    verbs = load()["organising"]["verbs"]
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(v) for v in sorted(verbs, key=len, reverse=True))})\b"
    )


@cache
def back_reference() -> re.Pattern[str]:
    """Takes up an event of the section again: "the event", "this conference"."""
    determiners = "|".join(load()["backward"]["determiners"])
    return re.compile(rf"\b(?:{determiners})\s(?:[\w-]+\s){{0,2}}?({_nouns()})s?\b", re.IGNORECASE)
