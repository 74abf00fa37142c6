"""What makes a sentence tell of an event: a name, an organising verb, or a verb that is one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.assemble.scene import MASKS, Scene
from pipeline.document import EventRoleName

NAME_WORDS = 8
TAIL_END = (
    r"\s(?:(?:in|at|from|with|by|under|during|where|which|that|who|to|of\sthe|between|held|was|were"
    rf"|has|have|had|took|brought|gathered)\b|for\s{MASKS['FIGURE']})"
)
"""Words at which "on ..." or "for ..." behind an event noun ends."""


PREPOSITION = re.compile(r"\s(?:on|in|at|for|to|from|during|after|before|under|by|over)\b")
ARTICLE = re.compile(r"^(?:An?|The|Two|Three|Several)\b")
PERFECT = re.compile(r"\b(?:has|have)\s(?:\w+\s){0,2}$")
BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?$")
AUXILIARY = re.compile(r"\b(?:was|were|been)\b")
SUBJECT = re.compile(
    rf"(?:^|,\s)(?:the\s)?(?P<subject>(?:[^,]|(?<=[{MASKS['PLACE']}{MASKS['ORG']}]),){{3,160}})\s$",
    re.IGNORECASE,
)
"""What stands before a verb, from the last comma on that parts no names of a list."""


class Trigger(NamedTuple):
    """Why a sentence is an event; offsets index the sentence.

    ``name`` is the stretch that names or describes the event, ``verb`` where its verb begins;
    ``subject`` is what an organisation before that verb is: None where the event stands there.
    """

    type: str
    name: tuple[int, int]
    called: str
    verb: int
    named: bool
    subject: EventRoleName | None = "organiser"


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
    verbs = [m.start() for m in _organising().finditer(scene.masked) if not _is_plan(scene, m)]
    found = [_named(scene, span, verbs) for span in spans.values()]
    found += [t for verb in verbs if (t := _organised(scene, verb)) is not None]
    found += _took_place(scene)
    found += _verbal(scene)
    found += _undergone(scene)
    return found


def _is_plan(scene: Scene, verb: re.Match[str]) -> bool:
    """What will be held has not happened."""
    return _planning().search(scene.masked, 0, verb.start()) is not None


def tells_of_plans(scene: Scene) -> bool:
    """Whether a sentence speaks of what is to come."""
    return _planning_words().search(scene.masked) is not None


def is_lasting(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb is in the perfect: "has trained", of what may go on."""
    return PERFECT.search(scene.masked, 0, trigger.verb) is not None


def _named(scene: Scene, span: tuple[int, int], verbs: list[int]) -> Trigger:
    name = scene.text[slice(*span)]
    verb = max((v for v in verbs if v < span[0]), default=min(verbs, default=span[1]))
    around = scene.text[span[0] : span[1] + 20]
    kind = type_of(name) or type_of(around) or "event"
    organising = _organising().match(scene.masked, verb)
    subjects: dict[str, EventRoleName] = load()["organising"]["subjects"]
    subject = subjects.get(organising.group(), "organiser") if organising else None
    return Trigger(kind, span, name, verb, named=True, subject=subject)


def _organised(scene: Scene, verb: int) -> Trigger | None:
    """An organising verb and the event noun that is its object: "conducted consultations"."""
    organising = _organising().match(scene.masked, verb)
    if organising is None:
        return None
    noun = _noun_phrase().match(scene.masked, organising.end())
    if noun is None or (noun["aside"] and _passive().search(scene.masked, 0, verb)):
        return None
    start, end = noun.span("phrase")
    subjects: dict[str, EventRoleName] = load()["organising"]["subjects"]
    return Trigger(
        _types()[noun["noun"].lower()],
        (start, end),
        scene.text[start:end],
        verb,
        named=False,
        subject=subjects.get(organising.group(), "organiser"),
    )


def _took_place(scene: Scene) -> list[Trigger]:
    """An event noun as the subject: "A round table on juvenile justice was held"."""
    return [
        Trigger(
            _types()[found["noun"].lower()],
            found.span("phrase"),
            scene.text[slice(*found.span("phrase"))],
            found.start("verb"),
            named=False,
            subject=None,
        )
        for found in _happening().finditer(scene.masked)
    ]


def _verbal(scene: Scene) -> list[Trigger]:
    """A verb that is an event itself: "signed the Road Map", "opened a new centre"."""
    found: list[Trigger] = []
    for row in load()["type"]:
        for verb in row.get("verbs", ()):
            match = (
                re.search(rf"\b{re.escape(verb)}\b(?!\sby\b)", scene.masked)
                if verb in scene.masked
                else None
            )
            if match is None or _is_plan(scene, match):
                continue
            rest = scene.masked[match.end() :]
            thing = re.match(r"\s(?:(?:the|an?|its|their)\s)?([^,.;]{2,90})", rest)
            alone = (
                verb in row.get("intransitive", ())
                and PREPOSITION.match(rest)
                and not BE.search(scene.masked, 0, match.start())
            )
            subject = SUBJECT.search(scene.masked, 0, match.start()) if alone else None
            if subject is not None and _may_open(subject["subject"], row):
                low, high = subject.span("subject")
            elif thing is None or not _is_object(thing.group(1), row):
                continue
            else:
                low = match.end() + thing.start(1)
                high = low + _phrase_end(thing.group(1))
            words = row["called"] if alone else row.get("calls", {}).get(verb, row["called"])
            called = f"{words} {_object(scene, low, high)}"
            role = row.get("subjects", {}).get(verb, "organiser")
            found.append(
                Trigger(row["code"], (low, high), called, match.start(), named=False, subject=role)
            )
    return found


def _may_open(subject: str, row: Mapping[str, Any]) -> bool:
    """Whether the subject of a verb without an object is what the type's verbs are about."""
    return "objects" not in row or _is_object(subject, row)


def _undergone(scene: Scene) -> list[Trigger]:
    """The verb in the passive, its object before it: "A new laboratory was inaugurated"."""
    found: list[Trigger] = []
    if AUXILIARY.search(scene.masked) is None:
        return found
    for code, called, pattern in _passives():
        match = pattern.search(scene.masked)
        if match is not None and not _condition().search(scene.masked, 0, match.start()):
            low, high = match.span("object")
            name = f"{called} {_article(scene, low)}{scene.text[low:high]}"
            verb = match.start("verb")
            found.append(Trigger(code, (low, high), name, verb, named=False, subject=None))
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
    return _article(scene, low) + _lowered(scene.text[low:high])


def _article(scene: Scene, low: int) -> str:
    """The object keeps its article: "signing of the Road Map", "opening of a new centre"."""
    found = re.search(r"\b(?:the|an?)\s$", scene.text[:low], re.IGNORECASE)
    return found.group().lower() if found else ""


def _lowered(words: str) -> str:
    """An article at the beginning of a sentence is no name's first word."""
    return ARTICLE.sub(lambda found: found.group().lower(), words)


def _is_object(text: str, row: Mapping[str, Any]) -> bool:
    """Whether a phrase is what the type's verbs have as object: a listed word, else a mention."""
    if PREPOSITION.match(f" {text}"):
        return False
    phrase = text[: _phrase_end(text)].lower()
    things = [*row.get("objects", ()), *row.get("passive_objects", ())]
    words = set(re.findall(r"[\w-]+", text.lower() if "objects" in row else phrase))
    listed = bool(words.intersection(things)) or any(t in phrase for t in things if " " in t)
    return listed or ("objects" not in row and any(mask in phrase for mask in MASKS.values()))


def _phrase_end(text: str) -> int:
    """Where the object's phrase ends: before a preposition, relative clause or date."""
    ended = re.search(
        rf"\s(?:that|which|who|where|in|on|at|to|from|for|with|by|during|when|{MASKS['DATE']})\b"
        r"|\s?\(",
        text,
    )
    return ended.start() if ended else len(text)


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
def types_of_visits() -> frozenset[str]:
    """Types whose verb has the place as its object: "visited Uzbekistan"."""
    return frozenset(row["code"] for row in load()["type"] if row.get("object_is_place"))


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


WORD = rf"(?:[\w’'/-]|{MASKS['FIGURE']}|{MASKS['ORG']}|{MASKS['PROGRAMME']})+\s"
TAIL = (
    rf"(?:(?!\sfor\s{MASKS['FIGURE']})"
    r"\s(?:on|for|about|of|to\ssupport|in\ssupport\sof)\s"
    rf"(?:(?!{TAIL_END})[^,.;()]){{3,90}})?"
)
"""The words before an event noun, and its "on ..." or "for ..." behind it."""


@cache
def _noun_phrase() -> re.Pattern[str]:
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
        rf"(?P<phrase>(?:{WORD}){{0,{NAME_WORDS}}}?(?P<noun>{_nouns()})s?\b{TAIL})",
        re.IGNORECASE,
    )


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(r"\b(?:was|were|been|is|are)\s(?:\w+ly\s)?$")


@cache
def _happening() -> re.Pattern[str]:
    """An event noun with article, and behind it a verb that says that it took place."""
    data = load()["happening"]
    stops = "|".join(data["no_part"])
    passive, active = ("|".join(map(re.escape, data[kind])) for kind in ("passive", "active"))
    return re.compile(
        rf"(?<![\w-])(?:(?:an?|the|this|one|several|{MASKS['FIGURE']}+)\s){{1,2}}"
        rf"(?P<phrase>(?:(?!(?:{stops})\s){WORD}){{0,{NAME_WORDS}}}?(?P<noun>{_nouns()})s?\b{TAIL})"
        rf"(?:(?!\sand\s(?:the|an?)\s)[^.;]){{0,120}}?\b(?P<verb>(?:was|were|has\sbeen|have\sbeen)\s"
        rf"(?:\w+ly\s)?(?:{passive})\b|(?:{active})\b)",
        re.IGNORECASE,
    )


@cache
def _passives() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
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
            rf"(?:\s(?:of|on|for)\s(?:(?!{TAIL_END})[^,.;()]){{3,60}})?)[^.;]{{0,60}}?"
            rf"\s(?P<verb>(?:was|were|has\sbeen|have\sbeen)\s(?:\w+ly\s)?(?:{verbs}))\b",
            re.IGNORECASE,
        )
        found.append((row["code"], row["called"], pattern))
    return tuple(found)


@cache
def _planning() -> re.Pattern[str]:
    return re.compile(_planning_words().pattern + r"\s(?:\w+\s){0,2}$", re.IGNORECASE)


@cache
def _condition() -> re.Pattern[str]:
    """A clause of what has not happened yet: "once the agreement has been signed"."""
    words = "|".join(map(re.escape, load()["planning"]["conditions"]))
    return re.compile(rf"\b(?:{words})\s[^,.;]{{0,60}}$", re.IGNORECASE)


@cache
def _planning_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load()["planning"]["words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _organising() -> re.Pattern[str]:
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
        rf"\b(?:{determiners})\s(?:[\w-]+\s){{0,2}}?({_nouns()}|{nouns})s?\b", re.IGNORECASE
    )
