"""What makes a sentence tell of an event: a name, an organising verb, or a verb that is one."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.assemble.patterns import (
    condition,
    event_noun,
    happening,
    load,
    noun_phrase,
    organising_verb,
    passive_before,
    passives,
    planning,
    planning_words,
    types_by_noun,
)
from pipeline.assemble.scene import MASKS, Scene
from pipeline.document import EventRoleName

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
    ``subject`` is what an organisation before that verb is: None where the event stands there;
    ``taking_part``: the verb tells what somebody did at an event, which may be told of elsewhere.
    """

    type: str
    name: tuple[int, int]
    called: str
    verb: int
    named: bool
    subject: EventRoleName | None = "organiser"
    taking_part: bool = False


def type_of(name: str) -> str | None:
    """The type of an event by the head word of its name; None where no type has the word."""
    found = event_noun().findall(name)
    return types_by_noun()[found[0].lower()] if found else None


def triggers(scene: Scene, spans: dict[int, tuple[int, int]]) -> list[Trigger]:
    """The triggers of a sentence in order of strength: names, organised events, verbs.

    Args:
        scene: The sentence.
        spans: The EVENT mentions of the sentence that are events themselves, by index.
    """
    verbs = [m.start() for m in organising_verb().finditer(scene.masked) if not _is_plan(scene, m)]
    found = [_named(scene, span, verbs) for span in spans.values()]
    found += [t for verb in verbs if (t := _organised(scene, verb)) is not None]
    found += _took_place(scene)
    found += _verbal(scene)
    found += _undergone(scene)
    return found


def _is_plan(scene: Scene, verb: re.Match[str]) -> bool:
    """What will be held has not happened."""
    return planning().search(scene.masked, 0, verb.start()) is not None


def tells_of_plans(scene: Scene) -> bool:
    """Whether a sentence speaks of what is to come."""
    return planning_words().search(scene.masked) is not None


def is_lasting(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb is in the perfect: "has trained", of what may go on."""
    return PERFECT.search(scene.masked, 0, trigger.verb) is not None


def _named(scene: Scene, span: tuple[int, int], verbs: list[int]) -> Trigger:
    name = scene.text[slice(*span)]
    verb = max((v for v in verbs if v < span[0]), default=min(verbs, default=span[1]))
    around = scene.text[span[0] : span[1] + 20]
    kind = type_of(name) or type_of(around) or "event"
    organising = organising_verb().match(scene.masked, verb)
    subjects: dict[str, EventRoleName] = load()["organising"]["subjects"]
    subject = subjects.get(organising.group(), "organiser") if organising else None
    return Trigger(kind, span, name, verb, named=True, subject=subject)


def _organised(scene: Scene, verb: int) -> Trigger | None:
    """An organising verb and the event noun that is its object: "conducted consultations"."""
    organising = organising_verb().match(scene.masked, verb)
    if organising is None:
        return None
    verb_end = organising.end() - len(" the") * organising.group().endswith(" the")
    noun = noun_phrase().match(scene.masked, verb_end)
    if noun is None or _goes_on(scene.masked[noun.end("noun") :]):
        return None
    if noun["aside"] and passive_before().search(scene.masked, 0, verb):
        return None
    data = load()["organising"]
    start, end = noun.span("phrase")
    return Trigger(
        types_by_noun()[noun["noun"].lower()],
        (start, end),
        scene.text[start:end],
        verb,
        named=False,
        subject=data["subjects"].get(organising.group(), "organiser"),
        taking_part=organising.group() in data["taking_part"],
    )


def _goes_on(after: str) -> bool:
    """Whether the noun only modifies a thing: "the training centre", "a course manual"."""
    following = re.match(r"s?\s([a-z]+)", after)
    return following is not None and following.group(1) in load()["organising"]["not_before"]


def _took_place(scene: Scene) -> list[Trigger]:
    """An event noun as the subject: "A round table on juvenile justice was held"."""
    return [
        Trigger(
            types_by_noun()[found["noun"].lower()],
            found.span("phrase"),
            scene.text[slice(*found.span("phrase"))],
            found.start("verb"),
            named=False,
            subject=None,
        )
        for found in happening().finditer(scene.masked)
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
            subject = _subject(scene.masked, match.start()) if alone else None
            if subject is not None and _may_open(scene.masked[slice(*subject)], row):
                low, high = subject
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


def _subject(masked: str, verb: int) -> tuple[int, int] | None:
    """What stands before a verb, without a setting that leads: "In Lagos, the council"."""
    found = SUBJECT.search(masked, 0, verb)
    if found is None:
        return None
    low, high = found.span("subject")
    comma = masked.rfind(", ", low, high)
    if comma >= 0 and PREPOSITION.match(f" {masked[low:high].lower()}"):
        low = comma + len(", ")
        low += len("the ") * masked[low:].lower().startswith("the ")
    return low, high


def _may_open(subject: str, row: Mapping[str, Any]) -> bool:
    """Whether the subject of a verb without an object is what the type's verbs are about."""
    return "objects" not in row or _is_object(subject, row)


def _undergone(scene: Scene) -> list[Trigger]:
    """The verb in the passive, its object before it: "A new laboratory was inaugurated"."""
    found: list[Trigger] = []
    if AUXILIARY.search(scene.masked) is None:
        return found
    for code, called, pattern in passives():
        match = pattern.search(scene.masked)
        if match is not None and not condition().search(scene.masked, 0, match.start()):
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
