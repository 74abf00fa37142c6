"""The dependency tree of one ``Doc`` with each mention as one unit.

A mention ("Ministry of Labour, Social Protection and Family") hangs on the tree as a whole: what
its words are to each other is no grammar of the sentence.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.document.span import Span

Extent = tuple[int, int]
"""A half-open range of tokens."""

DEEPEST = 12
"""Steps that are followed up or down a tree; a parse that nests deeper is broken."""


class Tree:
    """Words, tags, relations and heads of the tokens of a ``Doc``, by token.

    ``unit`` has the token that stands for each: of a mention, the one whose head lies outside of
    it. ``heads`` has units only. ``dated`` has the tokens right behind a date. The repairs of
    :mod:`.mending` write to ``heads``, ``deps`` and ``tags``; nothing else does.
    """

    def __init__(self, doc: Doc, mentions: Iterable[Span], dates: Iterable[Span]) -> None:
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        heads = [token.head.i for token in doc]
        self.unit = list(range(len(heads)))
        self.extents: dict[int, Extent] = {}
        for mention in mentions:
            self._join(mention, heads)
        self.dated = {self._end_of(span) for span in dates}
        self.heads = [self.unit[head] for head in heads]

    def _join(self, mention: Span, heads: Sequence[int]) -> None:
        """Make the tokens of a mention one unit: the one whose head lies outside of it."""
        found = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if found is None:
            return
        first, last = found.start, found.end
        # The token nearest to the root: none of its ancestors can be in the mention, so that
        # joining its tokens makes no circle.
        root = min(range(first, last), key=lambda token: (_depth(token, heads), token))
        self.unit[first:last] = [root] * (last - first)
        self.extents[root] = first, last

    def _end_of(self, mention: Span) -> int:
        """The token behind a mention; -1 where no token ends with it."""
        found = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return -1 if found is None else found.end

    def extent(self, unit: int) -> Extent:
        """The tokens of a unit itself."""
        return self.extents.get(unit, (unit, unit + 1))

    def is_name(self, unit: int) -> bool:
        """Whether a unit is a mention."""
        return unit in self.extents

    def span(self, extent: Extent) -> Span:
        """The code points of a range of tokens."""
        first, last = self.doc[extent[0]], self.doc[extent[1] - 1]
        return Span(start=first.idx, end=last.idx + len(last))

    def hangs_on(self, unit: int, above: int) -> bool:
        """Whether a unit hangs on another one, directly or through others."""
        for _ in range(DEEPEST):
            if unit == above:
                return True
            if self.heads[unit] == unit:
                return False
            unit = self.heads[unit]
        return False

    def verb_over(self, unit: int) -> int | None:
        """The nearest verb above a unit."""
        for _ in range(DEEPEST):
            above = self.heads[unit]
            if above == unit:
                return None
            if self.tags[above].startswith("VB"):
                return above
            unit = above
        return None


def _depth(token: int, heads: Sequence[int]) -> int:
    depth = 0
    while heads[token] != token:
        token, depth = heads[token], depth + 1
    return depth
