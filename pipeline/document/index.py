"""What is here? Values of the layers by their place in the text.

:attr:`pipeline.document.Document.here` makes the index once; its layers stand in the order of the
text. Answers are numbers of values in their layer.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.document.layers.extract import Mention
from pipeline.document.layers.quotes import Quote
from pipeline.document.layers.segment import Paragraph
from pipeline.document.layers.syntax import Clause
from pipeline.document.span import Span

NEXT = 8
"""Paragraphs that are looked at for the section of a span which reaches over several."""


class Index:
    """The layers of a document by their place; a layer that is not made yet counts as empty.

    Offsets and spans are code points of ``Document.text``. Answers are positions in a layer, from
    0; None, or nothing, where nothing is there.
    """

    def __init__(
        self,
        *,
        paragraphs: Sequence[Paragraph] = (),
        sentences: Sequence[Span] = (),
        leads: Sequence[Span] = (),
        mentions: Sequence[Mention] = (),
        clauses: Sequence[Clause] = (),
        quotes: Sequence[Quote] = (),
    ) -> None:
        self._paragraphs = paragraphs
        self._sentences = sentences
        self._leads = leads
        self._mentions = mentions
        self._clauses = clauses
        self._quotes = quotes

    # --- paragraphs, sections, sentences ----------------------------------------------------------

    def paragraph_at(self, offset: int) -> int | None:
        """The paragraph that holds an offset."""
        at = self.paragraph_before(offset)
        return at if at is not None and offset < self._paragraphs[at].span.end else None

    def paragraph_before(self, offset: int) -> int | None:
        """The last paragraph that begins at an offset or before it; it may end before it, too."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        return at if at >= 0 else None

    def section_at(self, span: Span) -> int | None:
        """The section of the first paragraph with one that a span touches."""
        first = max(bisect_right(self._paragraph_starts, span.start) - 1, 0)
        for paragraph in self._paragraphs[first : first + NEXT]:
            if paragraph.span.start >= span.end:
                break
            if paragraph.span.overlaps(span) and paragraph.section is not None:
                return paragraph.section
        return None

    def sentence_at(self, offset: int) -> int | None:
        """The sentence that holds an offset."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return at if at >= 0 and offset < self._sentences[at].end else None

    def sentences_in(self, span: Span) -> range:
        """The sentences that begin in a span."""
        return _beginning(self._sentence_starts, span)

    def lead_at(self, span: Span) -> Span | None:
        """What leads the paragraph that begins with a sentence: its dateline, its topic."""
        at = bisect_right(self._lead_starts, span.start) - 1
        found = self._leads[at] if at >= 0 else None
        return found if found is not None and found.overlaps(span) else None

    # --- mentions ---------------------------------------------------------------------------------

    def mentions_in(self, span: Span) -> list[int]:
        """The mentions that lie in a span as a whole."""
        return [i for i in self.beginning_in(span) if self._mentions[i].span.end <= span.end]

    def beginning_in(self, span: Span) -> range:
        """The mentions that begin in a span."""
        return _beginning(self._mention_starts, span)

    def mentions_over(self, span: Span) -> list[int]:
        """The mentions that share a code point with a span; mentions do not overlap each other."""
        first = max(bisect_right(self._mention_starts, span.start) - 1, 0)
        last = bisect_left(self._mention_starts, span.end, lo=first)
        return [i for i in range(first, last) if self._mentions[i].span.overlaps(span)]

    def mentions_before(self, offset: int, label: str) -> Iterator[int]:
        """The mentions of a label that begin before an offset, the last first."""
        for at in range(bisect_left(self._mention_starts, offset) - 1, -1, -1):
            if self._mentions[at].label == label:
                yield at

    # --- clauses ----------------------------------------------------------------------------------

    def clauses_in(self, span: Span) -> list[int]:
        """The clauses whose head stands in a span, in the order of their heads."""
        return [self._by_head[at][1] for at in _beginning(self._head_starts, span)]

    def innermost(self, span: Span, clauses: Sequence[int]) -> int | None:
        """The smallest of some clauses that holds a span."""
        holding = [i for i in clauses if self._clauses[i].span.contains(span)]
        return min(holding, key=lambda i: len(self._clauses[i].span), default=None)

    def dependents(self, clause: int) -> Sequence[int]:
        """The clauses that a clause governs directly."""
        return self._dependents.get(clause, ())

    def inside(self, clause: int) -> Iterator[int]:
        """The clauses that depend on a clause, directly or through others, governors first."""
        above = [clause]
        while above:
            for below in self.dependents(above.pop(0)):
                yield below
                above.append(below)

    # --- quotes -----------------------------------------------------------------------------------

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand in quotation marks, as what somebody said."""
        at = bisect_right(self._quoted, span.start, key=lambda quoted: quoted.start) - 1
        return at >= 0 and self._quoted[at].overlaps(span)

    # --- what is asked often ----------------------------------------------------------------------

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self._paragraphs]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    @cached_property
    def _lead_starts(self) -> list[int]:
        return [lead.start for lead in self._leads]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.span.start for mention in self._mentions]

    @cached_property
    def _by_head(self) -> list[tuple[int, int]]:
        return sorted((clause.head.start, i) for i, clause in enumerate(self._clauses))

    @cached_property
    def _head_starts(self) -> list[int]:
        return [start for start, _ in self._by_head]

    @cached_property
    def _quoted(self) -> list[Span]:
        spans = (quote.span for quote in self._quotes if quote.kind != "indirect")
        return sorted(spans, key=lambda span: span.start)

    @cached_property
    def _dependents(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, clause in enumerate(self._clauses):
            if clause.governor is not None:
                found.setdefault(clause.governor, []).append(number)
        return found


def _beginning(starts: Sequence[int], span: Span) -> range:
    low = bisect_left(starts, span.start)
    return range(low, bisect_left(starts, span.end, lo=low))
