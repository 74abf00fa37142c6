"""What the numbers of an event count: people trained, things seized; by ``measures.toml``."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import is_people, people
from schemas.results import Measure

MONEY: Measure = "money spent"
PEOPLE = "people"
"""The unit of all measures of people: officers and nurses add up."""
_WORD = re.compile(r"[^\W\d_][\w-]*|%")
_OF = re.compile(r"\s{1,3}of\s{1,3}(?:the\s{1,3})?([^,.;:()\n]{0,120})")
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people"}
_SIBILANTS = ("sses", "xes", "ches", "shes")


class _People(Checked):
    measure: Measure
    types: frozenset[str]
    words: tuple[str, ...] = ()


class _Things(_People):
    always: frozenset[str] = frozenset()


class _Words(Checked):
    words: tuple[str, ...]


class _Nouns(Checked):
    nouns: frozenset[str]


class _NoThings(_Nouns):
    things: frozenset[str]


class _Units(Checked):
    units: frozenset[str]


class _Phrases(Checked):
    phrases: tuple[str, ...]


class _Aggregates(_Phrases, _Nouns):
    pass


class _Vocabulary(Checked):
    """``measures.toml``; the file says what each part is."""

    people: tuple[_People, ...]
    things: tuple[_Things, ...]
    other: _Words
    no_things: _NoThings
    amounts: _Units
    unspent: _Words
    stops: _Words
    aggregates: _Aggregates
    parts: _Phrases


@cache
def _vocabulary() -> _Vocabulary:
    return read_toml(files(__package__) / "measures.toml", _Vocabulary)


def people_measure(kind: str, words: str) -> Measure | None:
    """What the people of an event of a type are, by its name and sentence; None: not counted."""
    for rule in _vocabulary().people:
        if kind in rule.types and (not rule.words or _pattern(rule.words).search(words)):
            return rule.measure
    return None


def things_measure(kind: str, before: str, after: str) -> Measure | None:
    """What became of counted things, by the word that is nearest to their number.

    Args:
        kind: The event's type.
        before: Its sentence up to the number.
        after: The sentence behind the words that say what is counted; asked where nothing before
            the number says it ("60 radios were handed over").
    """
    rules = {rule.measure: rule for rule in _vocabulary().things}
    heard = [*_heard(before)][-1:] or [*_heard(after)][:1]
    if heard and heard[0] in rules:
        return heard[0] if kind in rules[heard[0]].types else None
    if heard:
        return None
    return next((rule.measure for rule in rules.values() if kind in rule.always), None)


def _heard(text: str) -> Iterable[Measure | None]:
    """What each verb of a stretch says became of things, in their order; None: something else."""
    rules = [(rule.measure, _pattern(rule.words)) for rule in _vocabulary().things]
    found: list[tuple[int, Measure | None]] = [
        (match.start(), measure) for measure, words in rules for match in words.finditer(text)
    ]
    found += ((m.start(), None) for m in _pattern(_vocabulary().other.words).finditer(text))
    return [measure for _, measure in sorted(found, key=lambda pair: pair[0])]


class Thing(NamedTuple):
    """What a number counts, as a unit that adds up, and how much of the text behind says so."""

    unit: str
    length: int


def thing(unit: str, behind: str) -> Thing | None:
    """What a number counts; None where it is no thing.

    Args:
        unit: The unit of the figure.
        behind: The text behind the figure, which begins with the unit.

    >>> thing("kg", " kg of seized heroin in the port")
    Thing(unit='kg of seized heroin', length=20)
    >>> thing("Baggage scanners worth PKR", " Baggage scanners worth PKR").unit
    'baggage scanners'
    >>> thing("officers", " officers")
    """
    words = _until_stop(_WORD.findall(unit.casefold()))
    if not words:
        return None
    at = behind.find(unit)
    length = at + len(unit) if at >= 0 else 0
    last, whole = base_form(words[-1]), " ".join(words)
    if last in _vocabulary().amounts.units or whole in _vocabulary().amounts.units:
        of = _OF.match(behind, length)
        what = _until_stop(_WORD.findall(of[1])) if of else []
        if of is None or not what:
            return Thing(whole, length)
        end = behind.index(what[-1], of.start(1)) + len(what[-1])
        return Thing(f"{whole} of {' '.join(what).casefold()}", end)
    known = _vocabulary().no_things
    is_no_thing = bool({last, whole} & (people().groups - known.things | known.nouns))
    return None if is_no_thing or is_people(last) else Thing(whole, length)


def counts_people(unit: str) -> bool:
    """Whether a figure's unit is people: "young farmers"."""
    words = _until_stop(_WORD.findall(unit.casefold()))
    return bool(words) and is_people(base_form(words[-1]))


def _until_stop(words: Sequence[str]) -> list[str]:
    stops = _vocabulary().stops.words
    end = next((i for i, word in enumerate(words) if word.casefold() in stops), len(words))
    return list(words[:end])


def base_form(noun: str) -> str:
    """The singular of an English noun in lower case, by its ending."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun[:-3]}y"
    if noun.endswith(_SIBILANTS):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def sums_up(sentence: str) -> bool:
    """Whether a sentence says that its number is a sum over many events.

    >>> sums_up("Over the quarter, 41 courses reached 874 officers.")
    True
    >>> sums_up("A course reached 874 officers.")
    False
    """
    rule = _vocabulary().aggregates
    counted = rf"\b\w+\s+(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(rule.nouns))})\b"
    said = rf"\b(?:{'|'.join(map(re.escape, rule.phrases))})\b"
    return bool(re.search(f"{counted}|{said}", sentence, re.IGNORECASE))


def is_spent(around: str) -> bool:
    """Whether money is spent, by the words around its number; not if it is asked for."""
    return not _pattern(_vocabulary().unspent.words).search(around)


def is_stated_part(between: str) -> bool:
    """Whether the words between two numbers say that the second is part of the first."""
    phrases = (*people().including, *_vocabulary().parts.phrases)
    said = "|".join(map(re.escape, phrases))
    return bool(re.search(rf"\b(?:{said})\b", between, re.IGNORECASE))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some stems, where a word begins."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
