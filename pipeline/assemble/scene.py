"""A sentence with its mentions masked, so that patterns can speak of organisations and people.

Each mention is covered by as many copies of one private-use character as it has characters: offsets
stay those of the text, and a pattern that names ``<ORG>`` matches any organisation.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pipeline.document import Document, Label, Mention
from pipeline.document.index import beginning_in
from pipeline.document.span import Span
from pipeline.quotes.abbreviations import without_points

MASKS: dict[Label, str] = {
    "ORG": "\ue000",
    "PERSON": "\ue001",
    "PLACE": "\ue002",
    "EVENT": "\ue003",
    "DATE": "\ue004",
    "FIGURE": "\ue005",
    "INSTRUMENT": "\ue006",
    "PROGRAMME": "\ue007",
}

NOTE = re.compile(r"(?P<note>\([^()]{3,300}\))\s+(?=\S)")


@cache
def fragments() -> dict[str, str]:
    """What ``<ORG>``, ``<ACTORS>`` and the like in a pattern stand for."""
    org, person, place = (MASKS[label] for label in ("ORG", "PERSON", "PLACE"))
    head = rf"(?:[{person}]+|[{org}{place}]+)"
    before = r"(?:the\s|its\s|a\s|(?:[A-Z][\w·]{0,4}\s){1,2})?"
    one = rf"{before}{head}(?:\s?\([^()]{{0,40}}\))?"
    between = r"(?:,\s(?:and\s|as\swell\sas\s)?|\sand\s|\sas\swell\sas\s|\s&\s)"
    titled = rf"[^.;{person}]{{0,110}}[{person}]+"
    return {
        "<ACTORS>": rf"{one}(?:{between}{one}){{0,15}}",
        "<PERSON>": titled,
        "<ORG>": f"[{org}]+",
    }


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern over masked text, its fragments filled in."""
    for name, fragment in fragments().items():
        pattern = pattern.replace(name, fragment)
    return re.compile(pattern)


def _parts(sentence: Span, text: str) -> tuple[Span, ...]:
    """The sentence without a note in brackets that it begins with: "(Supported by X) On 3 May"."""
    note = NOTE.match(text, sentence.start, sentence.end)
    if note is None:
        return (sentence,)
    return (
        Span(start=sentence.start, end=note.end("note")),
        Span(start=note.end(), end=sentence.end),
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, its mentions and its masked text."""

    span: Span
    text: str
    masked: str
    mentions: tuple[int, ...]

    def within(self, start: int, end: int, mentions: Sequence[Mention]) -> list[int]:
        """The mentions between two offsets into the sentence."""
        wanted = Span(start=start, end=end).shift(self.span.start)
        return [index for index in self.mentions if wanted.contains(mentions[index].span)]


def scenes(document: Document, span: Span) -> list[Scene]:
    """The sentences that lie in a span, masked."""
    text, sentences = document.text or "", document.sentences or ()
    low = bisect_left(sentences, span.start, key=_start)
    high = bisect_left(sentences, span.end, key=_start)
    parts = chain.from_iterable(_parts(sentence, text) for sentence in sentences[low:high])
    return [_scene(document, part) for part in parts if span.contains(part)]


def _scene(document: Document, sentence: Span) -> Scene:
    mentions = document.mentions or ()
    inside = beginning_in(mentions, sentence)
    words = sentence.of(document.text or "")
    masked = list(words)
    for mention in mentions[inside.start : inside.stop]:
        first = mention.span.start - sentence.start
        last = min(mention.span.end, sentence.end) - sentence.start
        masked[first:last] = MASKS[mention.label] * (last - first)
    return Scene(sentence, words, without_points("".join(masked)), tuple(inside))


def _start(span: Span) -> int:
    return span.start
