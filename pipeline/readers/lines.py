"""Lines of plain text to blocks: which line breaks are the typesetter's, which the author's."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Block, BlockHint, Line, Table
from pipeline.document.markers import is_bullet, marker, opens_news
from pipeline.document.span import Span
from pipeline.readers.grids import Grid, grids

LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\v\u2028]")
PARAGRAPH_BREAKS = ("\f", "\u2029")
PAGE_BREAK = "\f"
BLANKS = "\ufeff" + "".join(filter(str.isspace, map(chr, range(0x3001))))

ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
HYPHENATED = re.compile(r"[^\W_][-\u2010\u00ad–—/]$")
HANGING_WORD = re.compile(r"\b(?:and|or|of|for|the|to|in|on|with|by|from|at|an?)$")
HANGING = re.compile(rf",$|{HANGING_WORD.pattern}")

WRAP_AT_LEAST, WRAP_AT_MOST = 24, 130
"""Nobody wraps prose narrower or wider: longer lines are paragraphs."""
WRAPPED, LEAST_VOTES = 0.3, 3
"""The share of line breaks, and their number, that one width must explain to be the text's."""
EXACT = 0.75
"""From this share of the unfinished lines on, they were wrapped by counting characters."""
RAGGED = 0.85
"""Otherwise lines of a proportional font differ in length: from this share on, one is full."""
HALF_FULL = 0.6
"""From this share of the width on, a line that stops in mid-sentence goes on in the next."""
SENTENCE_LINE = 40
"""From this length on, that is so in a text without a width, too."""

LONGEST = 10_000
"""No paragraph is longer; what parses its sentences needs memory by its length."""
SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]{0,3} +(?=[^\W\d_a-z])")

RUNNING = 3
"""On so many pages a first or last line must stand to be a running header or footer."""
RUNNING_LINES = 2
"""How many lines at each end of a page may be running ones."""
MASTHEAD_LINES = 4
"""Lines in which a title stands with the report's period."""
LONG_ENOUGH = 12
"""Characters from which on a line is no accident when it is found in another one."""
WIDE_GAP = re.compile(r"\S {3,}\S")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LAST_NUMBER = re.compile(r"\d{1,4}(?=\D{0,30}$)")


@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line without the blanks around it."""

    span: Span
    text: str
    indent: int
    opens: bool
    page: int

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The width in characters at which a text is wrapped."""

    width: int
    is_exact: bool

    def is_full(self, line: _TextLine, following: _TextLine) -> bool:
        """Whether the next line's first word would not have fitted."""
        return self._fills(line, following, self.width)

    def is_nearly_full(self, line: _TextLine, following: _TextLine) -> bool:
        """The same, where the letters' own widths may have decided."""
        return self._fills(line, following, self.width if self.is_exact else self.width * RAGGED)

    def _fills(self, line: _TextLine, following: _TextLine, width: float) -> bool:
        longest = self.width if self.is_exact else self.width / RAGGED
        needed = len(line.text) + 1 + len(following.first_word)
        return needed > width and max(len(line.text), len(following.text)) <= longest


def blocks(raw: str, spaced: Sequence[Table] = ()) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Runs of non-blank lines, cut where a list item, a heading or a new paragraph begins.

    Every character outside the blocks is white space or a byte order mark. A line that recurs at
    the head or foot of the pages (form feeds part them) is a block of its own, as furniture; so is
    each row of a table.

    Args:
        raw: The text.
        spaced: The tables in it that are known already, with each row on a line of its own.
    """
    known = {
        next(cell.start for cell in row if cell): table for table in spaced for row in table.rows
    }
    lines = _lines(raw)
    running = _running(lines)
    runs = _runs(lines, running)
    tables = [
        _known(run, known) or grids([(line.span, line.text) for _, line in run]) for run in runs
    ]
    wrap = _wrap([run for run, found in zip(runs, tables, strict=True) if not found])
    found = (
        block
        for run, drawn in zip(runs, tables, strict=True)
        for block in _cut(run, wrap, running, drawn)
    )
    return tuple(found), tuple(grid.table for drawn in tables for grid in drawn)


def _known(run: Sequence[tuple[int, _TextLine]], tables: Mapping[int, Table]) -> list[Grid]:
    """The known tables in a run of lines, by where their rows begin."""
    starts = [line.span.start for _, line in run]
    found: list[Grid] = []
    for table in dict.fromkeys(tables[start] for start in starts if start in tables):
        own = [at for at, start in enumerate(starts) if tables.get(start) == table]
        found.append(Grid(range(own[0], own[-1] + 1), table.rows))
    return found


def _lines(raw: str) -> list[_TextLine]:
    """All lines with words; ``opens`` where a blank line or a page break stands before one."""
    lines: list[_TextLine] = []
    page = at = 0
    for match in LINE.finditer(raw):
        text = match.group()
        words = text.strip(BLANKS)
        if not words:
            continue
        start = match.start() + len(text) - len(text.lstrip(BLANKS))
        between = raw[at : match.start()]
        page += between.count(PAGE_BREAK)
        opens = len(BREAK.findall(between)) > 1 or any(b in between for b in PARAGRAPH_BREAKS)
        # A bullet alone in its line belongs to the words that follow.
        opens = opens and not (lines and is_bullet(lines[-1].text) and not marker(words))
        indent = start - match.start()
        for first, last in _pieces(words):
            span = Span(start=start + first, end=start + last)
            is_cut = first > 0
            lines.append(_TextLine(span, words[first:last], indent, opens or is_cut, page))
        at = start + len(words)
    return lines


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """The line itself; one too long for a paragraph is cut, behind sentences if it has any."""
    start = 0
    while len(line) - start > LONGEST:
        window = line[start : start + LONGEST]
        ends = [found.end() for found in SENTENCE_END.finditer(window)]
        blank = window.rfind(" ")
        length = ends[-1] if ends else blank if blank > 0 else LONGEST
        yield start, start + len(window[:length].rstrip(BLANKS))
        start += length
        while line[start] in BLANKS:
            start += 1
    yield start, len(line)


def _running(lines: Sequence[_TextLine]) -> frozenset[int]:
    """Positions of the lines that recur at the head or foot of the pages, page numbers included."""
    pages: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        pages.setdefault(line.page, []).append(position)
    repeated = _repeated_heads(lines, list(pages.values()))
    if len(pages) < RUNNING:
        return repeated
    ends = [{*page[:RUNNING_LINES], *page[-RUNNING_LINES:]} for page in pages.values()]
    counts = Counter(key for end in ends for key in {k for i in end for k in _keys(lines[i])})
    least = max(RUNNING, len(pages) // 3)
    recurring = frozenset(
        i for end in ends for i in end if any(counts[key] >= least for key in _keys(lines[i]))
    )
    # The title on the first page heads the pages after it; there it is the title.
    top = pages[lines[0].page]
    heads = [i for i in top[:RUNNING_LINES] if not lines[i].text.isdigit()]
    title = () if _is_running_head(lines, heads, recurring, top) else heads
    return (recurring | repeated).difference(title)


def _repeated_heads(lines: Sequence[_TextLine], pages: Sequence[Sequence[int]]) -> frozenset[int]:
    """Lines at the head of later pages that repeat one of the report's first, and add to it."""
    masthead = [
        lines[i].text
        for page in pages[:1]
        for i in page[:MASTHEAD_LINES]
        if len(lines[i].text) >= LONG_ENOUGH
    ]
    return frozenset(
        i
        for page in pages[1:]
        for i in page[:1]
        if any(own in lines[i].text for own in masthead) and not ENDED.search(lines[i].text)
    )


def _is_running_head(
    lines: Sequence[_TextLine], heads: Sequence[int], recurring: frozenset[int], top: Sequence[int]
) -> bool:
    """Whether the first lines of the first page head it like all others, over a title of its own.

    They stand at both sides of the page, in one line or in two; below them comes the title, and
    below that the period or the issue.
    """
    own = [i for i in heads if i in recurring]
    if not own or own != heads[: len(own)]:
        return False
    is_twofold = len(own) > 1 or WIDE_GAP.search(lines[own[0]].text)
    below = [lines[i].text for i in top if i not in own][:MASTHEAD_LINES]
    dated = [i for i, text in enumerate(below) if YEAR.search(text) and not ENDED.search(text)]
    return bool(is_twofold) and bool(dated) and dated[0] > 0 and below[0][0].isalpha()


def _keys(line: _TextLine) -> Iterator[tuple[str, int]]:
    """What a running line shares with those of other pages: its words, and how its number grows."""
    text = " ".join(line.text.split())
    yield text, 0
    number = LAST_NUMBER.search(text)
    if number:
        words = text[: number.start()] + "#" + text[number.end() :]
        yield words, int(number.group()) - line.page


def _runs(lines: Sequence[_TextLine], running: frozenset[int]) -> list[list[tuple[int, _TextLine]]]:
    """Lines with no blank line between them; a running line stands alone."""
    runs: list[list[tuple[int, _TextLine]]] = []
    for position, line in enumerate(lines):
        apart = position in running or position - 1 in running
        if line.opens or apart or not runs:
            runs.append([])
        runs[-1].append((position, line))
    return runs


def _wrap(runs: Sequence[Sequence[tuple[int, _TextLine]]]) -> _Wrap | None:
    """How the text was wrapped; None where each line is a paragraph.

    A typesetter breaks a line where the next word would not fit: each break allows the widths from
    the line's length to that plus the next word's. The width that most breaks allow is taken if
    they are enough.
    """
    votes: Counter[int] = Counter()
    total = open_ended = 0
    for run in runs:
        for (_, line), (_, following) in pairwise(run):
            if marker(following.text):
                continue
            total += 1
            open_ended += ENDED.search(line.text) is None
            least = max(len(line.text), len(following.text), WRAP_AT_LEAST)
            most = min(len(line.text) + len(following.first_word), WRAP_AT_MOST)
            votes.update(range(least, most + 1))
    if not votes:
        return None
    width, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    if count < max(LEAST_VOTES, WRAPPED * total):
        return None
    return _Wrap(width, is_exact=count >= EXACT * open_ended)


def _cut(
    run: Sequence[tuple[int, _TextLine]],
    wrap: _Wrap | None,
    running: frozenset[int],
    tables: Sequence[Grid],
) -> Iterator[Block]:
    """The blocks of one run of lines."""
    lines = [line for _, line in run]
    hint: BlockHint | None = "furniture" if run[0][0] in running else None
    at = 0
    for table in tables:
        yield from _prose(lines[at : table.lines.start], wrap, hint)
        yield from (_block([lines[row]], "table") for row in table.lines)
        at = table.lines.stop
    yield from _prose(lines[at:], wrap, hint)


def _prose(
    lines: Sequence[_TextLine], wrap: _Wrap | None, hint: BlockHint | None
) -> Iterator[Block]:
    first = 0
    for index in range(1, len(lines)):
        is_long = lines[index].span.end - lines[first].span.start > LONGEST
        if is_long or not _goes_on(lines[first], lines[index - 1], lines[index], wrap):
            yield _block(lines[first:index], hint)
            first = index
    if lines:
        yield _block(lines[first:], hint)


def _goes_on(first: _TextLine, line: _TextLine, following: _TextLine, wrap: _Wrap | None) -> bool:
    """Whether a line's words run on into the next one's.

    Args:
        first: The first line of the block.
        line: Its last one so far.
        following: The next one.
        wrap: How the text is wrapped.
    """
    one, two = line.text, following.text
    if is_bullet(one):
        return not marker(two)
    is_item = marker(first.text) > 0
    if marker(two):
        # "– the lead agency –" within wrapped prose is no item.
        is_dash = not (is_item or is_bullet(following.first_word) or ENDED.search(one))
        return is_dash and wrap is not None and wrap.is_full(line, following)
    if HYPHENATED.search(one) and two[0].isalnum():
        return True
    if is_item and following.indent > first.indent:
        return True
    if opens_news(two) and not HANGING.search(one):
        return False
    # Only the first line of a block can be a heading right above its text.
    return _is_soft(line, following, wrap) and not (line is first and _is_heading_over(one, two))


def _is_soft(line: _TextLine, following: _TextLine, wrap: _Wrap | None) -> bool:
    """Whether the break stands where the typesetter ran out of room, or within a sentence."""
    one, two = line.text, following.text
    is_full = wrap is not None and wrap.is_full(line, following)
    if ENDED.search(one):
        return is_full and following.indent <= line.indent
    if two[0].islower():
        long = HALF_FULL * wrap.width if wrap else SENTENCE_LINE
        return is_full or len(one) >= long or HANGING.search(one) is not None
    if wrap is None:
        return False
    return HANGING_WORD.search(one) is not None or wrap.is_nearly_full(line, following)


def _is_heading_over(one: str, two: str) -> bool:
    """Capitals over small letters: a heading that stands directly on its text."""
    if one.isupper() or two.isupper():
        return one.isupper() != two.isupper()
    return one.istitle() and not (two.istitle() or one.endswith(",") or two[0].islower())


def _block(lines: Sequence[_TextLine], hint: BlockHint | None) -> Block:
    if is_bullet(lines[0].text) and len(lines) > 1:
        hint = "list_item"
    return Block(
        raw=Span(start=lines[0].span.start, end=lines[-1].span.end),
        lines=tuple(Line(raw=line.span) for line in lines),
        hint=hint,
    )
