"""Quotations: what was said, and by whom.

A stretch in quotation marks is speech when a speech verb or an attribution line says so; a slogan,
a title or a scare quote is none. ``indirect.py`` finds speech without marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.document import Document, Paragraph, Quote
from pipeline.document.flags import Flag, flag
from pipeline.document.index import mentions_in
from pipeline.document.span import Span
from pipeline.quotes.abbreviations import without_points
from pipeline.quotes.indirect import any_of, indirect, vocabulary

PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}
OPENING = re.compile(r"[“„«]|(?<![\w.,!?…])\"(?=\S)|(?<!\w)‘(?=[A-Z])")
LEAST_WORDS = 5
"""A stretch of fewer words is a term or a title, unless it is set off as speech."""
LEAST_SAID = 2
NEAR = 160
"""Code points around a quotation in which its verb and its speaker stand."""
DASH = re.compile(r"\s{0,9}[–—-]{1,2}\s*")


@cache
def _verb_before() -> re.Pattern[str]:
    """A speech verb, then the quotation: ``said:``, ``told reporters that``, ``, adding``."""
    return re.compile(rf"\b(?:{any_of('verbs')})\b([^.!?\n]{{0,80}})$")


@cache
def _verb_after() -> re.Pattern[str]:
    return re.compile(rf"[,\s]{{0,3}}+(?:[^.!?\n]{{0,90}}?\s)?(?:{any_of('verbs')})\b")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A stretch between quotation marks; ``outer`` includes them."""

    outer: Span
    inner: Span


def quotes(document: Document) -> tuple[tuple[Quote, ...], tuple[Flag, ...]]:
    """Find the quotations of a report.

    Returns:
        Quotations in the order of the text; a flag for each whose speaker is not named.
    """
    finder = _Finder(document)
    direct = list(finder.direct())
    told = [quote.span for quote in direct]
    found = [*direct, *(q for q in indirect(document) if not any(map(q.span.overlaps, told)))]
    found.sort(key=lambda quote: quote.span.start)
    flags = tuple(
        flag("quote.no-speaker", span=quote.span, text=quote.span.of(finder.text)[:60])
        for quote in found
        if quote.speaker is None
    )
    return tuple(found), flags


class _Finder:
    """Finds quotations in one document."""

    def __init__(self, document: Document) -> None:
        self.text = document.text or ""
        self.mentions = document.mentions or ()
        self.paragraphs = [p for p in document.paragraphs or () if p.role in {"body", "quote"}]
        self.people = [i for i, m in enumerate(self.mentions) if m.label == "PERSON"]
        self._starts = [self.mentions[i].span.start for i in self.people]

    # --- direct and mixed -----------------------------------------------------------------------

    def direct(self) -> Iterator[Quote]:
        """What stands in quotation marks and was said."""
        last_end, last_speaker = -1, None
        for quoted, paragraph in self._quoted():
            inner = _without_comma(self.text, quoted.inner)
            length = len(inner.of(self.text).split())
            if length < (LEAST_SAID if self._is_set_off(quoted) else LEAST_WORDS):
                continue
            attribution = self._attribution(quoted, paragraph)
            if attribution is None and 0 <= quoted.outer.start - last_end <= NEAR:
                between = self.text[last_end : quoted.outer.start]
                if "\n" not in between and re.search(r"[.!?,]\s*$", between):
                    attribution = last_speaker, "quote:continued", None
            if attribution is None and paragraph.role == "quote":
                attribution = None, "quote:pull quote", None
            if attribution is None:
                continue
            speaker, rule, date = attribution
            last_end, last_speaker = quoted.outer.end, speaker
            yield Quote(
                span=inner,
                kind=self._kind(quoted),
                speaker=speaker,
                date=date,
                rule=rule,
            )

    def _is_set_off(self, quoted: _Quoted) -> bool:
        """Whether the marks set words off as a sentence: "We are ready," or: "We are ready"."""
        before = self.text[: quoted.outer.start].rstrip()[-1:]
        closed = self.text[quoted.inner.end - 1] + self.text[quoted.outer.end :][:1]
        capital = quoted.inner.of(self.text)[:1].isupper()
        return capital and (before == ":" or any(mark in closed for mark in ",.!?…"))

    def _quoted(self) -> Iterator[tuple[_Quoted, Paragraph]]:
        """Stretches in quotation marks; one that a paragraph leaves open goes on in the next."""
        index = 0
        while index < len(self.paragraphs):
            paragraph = self.paragraphs[index]
            at, end = paragraph.span.start, paragraph.span.end
            while opened := OPENING.search(self.text, at, end):
                closing = PAIRS[opened.group()]
                close = _close(self.text, opened.end(), end, closing)
                if close is None and index + 1 < len(self.paragraphs):
                    following = self.paragraphs[index + 1]
                    start = following.span.start + self.text[following.span.start :].startswith(
                        opened.group()
                    )
                    close = _close(self.text, start, following.span.end, closing)
                    if close is not None and following.section == paragraph.section:
                        index, end = index + 1, following.span.end
                        paragraph = following
                    else:
                        close = None
                if close is None:
                    at = opened.end()
                    continue
                yield (
                    _Quoted(
                        Span(start=opened.start(), end=close + 1),
                        Span(start=opened.end(), end=close),
                    ),
                    paragraph,
                )
                at = close + 1
            index += 1

    def _attribution(
        self, quoted: _Quoted, paragraph: Paragraph
    ) -> tuple[int | None, str, int | None] | None:
        """Who said it, by which rule, and on which date; None where nothing says so."""
        after = Span(start=quoted.outer.end, end=paragraph.span.end)
        dash = DASH.match(self.text, after.start, after.end)
        if dash:
            speaker = self._person_in(Span(start=dash.end(), end=after.end))
            if speaker is not None and self.mentions[speaker].span.start - dash.end() < NEAR:
                return speaker, "quote:attribution line", self._date_in(after)
        near = Span(start=after.start, end=min(after.start + NEAR, after.end))
        said = _verb_after().match(without_points(near.of(self.text)))
        closed = self.text[quoted.inner.end - 1] + self.text[after.start : after.start + 1]
        if said and any(mark in closed for mark in ",.!?…"):
            speaker = self._speaker_in(Span(start=near.start, end=_clause_end(self.text, near)))
            return self._or_last(speaker, near), "quote:verb after", None
        start = max(paragraph.span.start, quoted.outer.start - 2 * NEAR)
        before = self.text[start : quoted.outer.start]
        said_before = _verb_before().search(before)
        if said_before:
            sentence = max(before.rfind(". "), before.rfind("\n"), -1) + 1
            speaker = self._speaker_in(Span(start=start + sentence, end=quoted.outer.start))
            return (
                self._or_last(speaker, Span(start=start + sentence, end=quoted.outer.start)),
                "quote:verb before",
                None,
            )
        named = self._named_before(quoted)
        return None if named is None else (named, "quote:name before", None)

    def _named_before(self, quoted: _Quoted) -> int | None:
        """The person whose name and a colon lead to the quotation, as in an interview."""
        index = bisect_right(self._starts, quoted.outer.start) - 1
        if index < 0:
            return None
        end = self.mentions[self.people[index]].span.end
        return self.people[index] if self.text[end : quoted.outer.start].strip() == ":" else None

    def _or_last(self, speaker: int | None, near: Span) -> int | None:
        """The person named; for a pronoun, the one named last."""
        if speaker is not None:
            return speaker
        said = set(near.of(self.text).lower().split())
        if said & set(vocabulary()["pronouns"]):
            index = bisect_right(self._starts, near.start) - 1
            return self.people[index] if index >= 0 else None
        return None

    def _person_in(self, span: Span) -> int | None:
        index = bisect_right(self._starts, span.start - 1)
        if index < len(self.people) and span.contains(self.mentions[self.people[index]].span):
            return self.people[index]
        return None

    def _speaker_in(self, span: Span) -> int | None:
        """The first person named; where none is, the only body."""
        person = self._person_in(span)
        if person is not None:
            return person
        bodies = [i for i in mentions_in(self.mentions, span) if self.mentions[i].label == "ORG"]
        return bodies[0] if len(bodies) == 1 else None

    def _date_in(self, span: Span) -> int | None:
        inside = mentions_in(self.mentions, span)
        return next((i for i in inside if self.mentions[i].label == "DATE"), None)

    def _kind(self, quoted: _Quoted) -> Literal["direct", "mixed"]:
        before = self.text[: quoted.outer.start].rstrip()[-1:]
        whole = quoted.inner.of(self.text)[:1].isupper() or before in {"", ",", ":"}
        return "direct" if whole else "mixed"


def _close(text: str, start: int, end: int, closing: str) -> int | None:
    """The offset of the closing mark; an apostrophe inside a word closes nothing."""
    for at in range(start, end):
        if text[at] in closing:
            within = at + 1 < end and text[at + 1].isalnum() and text[at - 1].isalnum()
            if not within:
                return at
    return None


def _clause_end(text: str, near: Span) -> int:
    """Where the sentence with the speech verb ends; points of abbreviations do not end it."""
    ended = re.search(r"(?<![A-Z][a-z])(?<![A-Z])(?<!Mrs)[.!?](?=\s+[A-Z\"“«]|$)", near.of(text))
    return near.start + ended.start() if ended else near.end


def _without_comma(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    start = span.start
    while start < end and text[start].isspace():
        start += 1
    return Span(start=start, end=end)


__all__: Sequence[str] = ["quotes"]
