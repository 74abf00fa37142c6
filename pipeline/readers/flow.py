"""The raw text layer of documents that know their own structure: blocks in order, rows of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, BlockHint, Line, Table
from pipeline.document.span import Span

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST_MARK = 3


def raised(words: str) -> str:
    """Words that the markup raises: a number stays so, as the mark of a note or a power."""
    is_number = words.strip().isdecimal() and len(words.strip()) <= LONGEST_MARK
    return words.strip().translate(_RAISED) if is_number else words


@dataclass(slots=True)
class Flow:
    """Collects blocks.

    Lines and the items of a list end with a line break, cells with a tab, other blocks with two
    line breaks.
    """

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _length: int = 0
    _in_list: bool = False

    @property
    def raw(self) -> str:
        """The raw text."""
        return "".join(self.parts)

    def block(
        self,
        text: str,
        hint: BlockHint | None = None,
        level: int | None = None,
        *,
        bold: bool = False,
    ) -> None:
        """Add a block; blank lines and the blanks around each line are not kept."""
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        if lines:
            self._put([(line, "\n") for line in lines], hint, level, bold=bold)

    def end_list(self) -> None:
        """The next list item begins another list."""
        self._in_list = False

    def table(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Add a table, one block per row; None for a cell that a merged one covers."""
        placed: list[tuple[Span | None, ...]] = []
        merged: set[tuple[int, int]] = set()
        for row in rows:
            words = [None if cell is None else " ".join(cell.split()) for cell in row]
            filled = [(cell, "\t") for cell in words if cell]
            if not filled:
                continue
            merged |= {(len(placed), i) for i, cell in enumerate(words) if cell is None}
            spans = iter(self._put(filled, "table", None))
            placed.append(tuple(next(spans) if cell else None for cell in words))
        if placed:
            table = Table(page=None, rows=tuple(placed), merged=frozenset(merged))
            self.tables.append(table)

    def _put(
        self,
        lines: Sequence[tuple[str, str]],
        hint: BlockHint | None,
        level: int | None,
        *,
        bold: bool = False,
    ) -> list[Span]:
        is_item = hint == "list_item"
        if self.blocks:
            self._append("\n" if is_item and self._in_list else "\n\n")
        self._in_list = is_item
        spans: list[Span] = []
        for index, (line, separator) in enumerate(lines):
            if index:
                self._append(separator)
            spans.append(Span(start=self._length, end=self._length + len(line)))
            self._append(line)
        self.blocks.append(
            Block(
                raw=Span(start=spans[0].start, end=spans[-1].end),
                lines=tuple(Line(raw=span) for span in spans),
                hint=hint,
                level=level,
                bold=bold,
            )
        )
        return spans

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)
