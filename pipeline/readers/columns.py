"""Columns of plain text that stand side by side, line by line, in the order in which they are read.

``pdftotext -layout`` and old mail programs print a page as it looks: the first line of the left
column, blanks, the first line of the right one. The columns are told by the blank strip between
them that runs down many lines, and by the language: on both sides, lines begin in mid-sentence. The
cells of a table do not.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from pipeline.readers.pagerows import STRIPS, Row

GAP = re.compile(r"(?<=\S)[ \t\u00a0]{3,}(?=\S)")
"""Blanks that no typesetter leaves between the words of a sentence."""
LEAST_WORDS = 2
"""On both sides of a gap; a list marker or a page number is no column."""
FEWEST_ROWS = 5
"""So many lines a column must have, and so many rows must hold both."""
CANDIDATES = 12
"""How many places are tried at which lines begin behind a gap, the most frequent first."""
INDENT = 15
"""From so many blanks on, a line may stand in a right column, alone in its row."""
PROSE_WORDS = 4
"""The median of words in the lines of a column of text."""
MID_SENTENCE = 0.25
"""The least share of a column's lines that begin with a small letter."""
FAR = 3
"""Blank rows that part what may have another layout; characters that a column's edge may stray."""


def has_gap(line: str) -> bool:
    """Whether a line bears the words of two columns."""
    return any(
        min(len(line[: gap.start()].split()), len(line[gap.end() :].split())) >= LEAST_WORDS
        for gap in GAP.finditer(line)
    )


def sides(rows: Sequence[Row], right: int) -> tuple[list[Row], list[Row]]:
    """The parts of rows in the left and in the right column; blank rows stand in the left one."""
    lefts: list[Row] = []
    rights: list[Row] = []
    for row in rows:
        words = row.before(right)
        behind = row.behind(right)
        if not behind.strip():
            lefts.append(row)
        elif not words.strip():
            rights.append(row)
        else:
            begin = row.stop - len(behind)
            lefts.append(replace(row, text=words, end=begin, is_last=False))
            rights.append(replace(row, start=begin, text=behind, left=right))
    return lefts, rights


def with_breaks(own: Sequence[Row], other: Sequence[Row]) -> list[Row]:
    """The rows of a column, with the ends of paragraphs that the rows of the page hide.

    Two lines of a column stand apart where rows between them are empty, or hold more than one line
    of the other column: one alone may be the neighbour whose lines stand half a line lower.
    """
    told = [row.number for row in own if not row.is_blank]
    beside = sorted(row.number for row in other if not row.is_blank)
    ends: set[int] = set(told[-1:])
    for one, two in pairwise(told):
        lines = bisect_right(beside, two) - bisect_right(beside, one)
        between = bisect_left(beside, two) - bisect_right(beside, one)
        if two - one - 1 > between or lines > 1:
            ends.add(one)
    return [replace(row, ends_paragraph=row.number in ends) for row in own]


def band(rows: Sequence[Row]) -> tuple[range, int] | None:
    """The largest run of rows that stand in two columns of text.

    Returns:
        The rows by index, and the place on the page, in characters, at which the right column
        begins; None where there are no columns.
    """
    best: tuple[int, range, int] | None = None
    for place in _candidates(rows):
        for run in _runs(rows, place):
            size = _size(rows[run.start : run.stop], place)
            if size and (best is None or size > best[0]):
                best = size, run, place
    if best is None:
        return None
    _, run, place = best
    inside = rows[run.start : run.stop]
    return run, min(row.begin_behind(place) for row in inside if row.behind(place).strip())


def _candidates(rows: Iterable[Row]) -> list[int]:
    """Places on the page at which many lines begin behind a gap."""
    counts: Counter[int] = Counter()
    for row in rows:
        if row.first >= row.left + INDENT:
            counts[row.first] += 1
        counts.update(row.left + gap.end() for gap in STRIPS.finditer(row.text))
    often = [place for place, count in counts.most_common(CANDIDATES) if count >= FAR]
    # A line may begin a character before the others.
    return sorted({place - by for place in often for by in (0, 1, 2)})


def _runs(rows: Sequence[Row], place: int) -> Iterator[range]:
    """Rows in a row that are parted at a place, as long as the right column keeps its edge."""
    for parted, group in groupby(range(len(rows)), lambda index: rows[index].is_parted(place)):
        if parted:
            yield from _alike(rows, list(group), place)


def _alike(rows: Sequence[Row], run: Sequence[int], place: int) -> Iterator[range]:
    """The parts of a run between which there is nothing but blank rows and another edge."""
    chunks = _chunks(rows, run)
    group: list[list[int]] = []
    edge: int | None = None
    for chunk in chunks:
        own = _edge(rows, chunk, place)
        if group and (own is None or edge is None or abs(own - edge) > FAR):
            yield range(group[0][0], group[-1][-1] + 1)
            group = []
        group.append(chunk)
        edge = own
    if group:
        yield range(group[0][0], group[-1][-1] + 1)


def _chunks(rows: Sequence[Row], run: Sequence[int]) -> list[list[int]]:
    """The rows between long stretches of blank ones; no chunk begins or ends with a blank row."""
    chunks: list[list[int]] = []
    for index in run:
        if rows[index].is_blank:
            continue
        if chunks and index - chunks[-1][-1] <= FAR:
            chunks[-1] += range(chunks[-1][-1] + 1, index + 1)
        else:
            chunks.append([index])
    return chunks


def _edge(rows: Sequence[Row], chunk: Iterable[int], place: int) -> int | None:
    """Where most lines behind a place begin."""
    begins = Counter(
        rows[index].begin_behind(place) for index in chunk if rows[index].behind(place).strip()
    )
    return begins.most_common(1)[0][0] if begins else None


def _size(rows: Sequence[Row], place: int) -> int:
    """How many rows the shorter of two columns of text has; 0 where they are none."""
    lefts = [row for row in rows if row.before(place).strip()]
    rights = [row for row in rows if row.behind(place).strip()]
    if min(len(lefts), len(rights)) < FEWEST_ROWS:
        return 0
    shared = min(lefts[-1].number, rights[-1].number) - max(lefts[0].number, rights[0].number)
    texts = [row.before(place) for row in lefts], [row.behind(place) for row in rights]
    is_text = shared + 1 >= FEWEST_ROWS and all(map(_is_prose, texts))
    return min(len(lefts), len(rights)) if is_text else 0


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether lines are those of running text: of several words, begun in mid-sentence."""
    small = sum(line.lstrip()[0].islower() for line in lines)
    words = median(len(line.split()) for line in lines)
    return words >= PROSE_WORDS and small >= MID_SENTENCE * len(lines)
