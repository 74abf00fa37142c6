"""A sentence with its mentions masked, so that patterns can speak of organisations and people.

Each mention is covered by as many copies of one private-use character as it has characters: offsets
stay those of the text, and a pattern that names ``<ORG>`` matches any organisation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document import Document, Label, Mention
from pipeline.span import Span

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

ABBREVIATION = re.compile(
    r"(?<=\b[A-Z])\.|(?<=\b[MD][rs])\.|(?<=\bMrs)\.|(?<=\bProf)\.|(?<=\bGen)\."
)
OTHER_POINT = "·"
"""Stands for the point of an abbreviation, so that patterns may end at the points of sentences."""


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


def scenes(document: Document, spans: Sequence[Span]) -> list[Scene]:
    """The sentences that lie in the given spans, masked."""
    text, mentions = document.text or "", document.mentions or ()
    found: list[Scene] = []
    starts = {mention.span.start: index for index, mention in enumerate(mentions)}
    for sentence in document.sentences or ():
        if not any(span.contains(sentence) for span in spans):
            continue
        inside = [starts[at] for at in range(sentence.start, sentence.end) if at in starts]
        masked = list(sentence.of(text))
        for index in inside:
            mention = mentions[index]
            low = mention.span.start - sentence.start
            high = min(mention.span.end, sentence.end) - sentence.start
            masked[low:high] = MASKS[mention.label] * (high - low)
        plain = ABBREVIATION.sub(OTHER_POINT, "".join(masked))
        found.append(Scene(sentence, sentence.of(text), plain, tuple(inside)))
    return found
