"""Lines of a column to blocks: paragraphs, headings, list items, captions."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.document import BlockHint
from pipeline.document.markers import marker, opens_news
from pipeline.language.load import abbreviations
from pipeline.readers.layout.bidi import is_right_to_left
from pipeline.readers.layout.page import TextBlock, TextLine

NEW_PARAGRAPH_GAP = 1.45
"""Line pitches from which white space parts paragraphs."""
INDENT = 0.8
"""Share of the font size from which a first line is indented."""
SAME_SIZE = 0.6
"""Points by which sizes of one block may differ."""
SHORT_LINE = 0.85
"""Share of the column's width below which a line ends its paragraph."""
LARGER = 1.12
SMALLER = 0.9
HEADING_WORDS = 25
_NO_TITLE = "".join(rf"(?<!\b{title})" for title in abbreviations().titles)
TERMINAL = re.compile(rf"{_NO_TITLE}(?<!\b[A-Z])[.!?:;…][\"'”’»)\]]*\d*$")
CAPTION = re.compile(
    r"^(?:(?:Figure|Fig\.|Photo|Map|Table|Chart|Image|Picture|Box)\s?(?:\d(?!\d?\s[a-z])|[:.–-])"
    r"|Source:|©"
    r"|Photo(?:s|graph)?\s(?:by|credit)|Credit:)",
    re.IGNORECASE,
)
NOTE = re.compile(r"(\d{1,3})\s+\S")
QUOTED = re.compile(
    r"[“\"«„](?:[^”\"»\s]{1,40}\s{1,4}){5,120}[^”\"»\s]{1,40}[”\"»]\s{0,4}[–—-]\s?[A-Z][^.!?]{1,120}"
)
"""Words in quotation marks, and whose they are."""
CLOSED_QUOTE = re.compile(r"[”\"»]\W*(?:$|[–—-])")


def blocks_of(column: Sequence[TextLine]) -> list[TextBlock]:
    """Cut a column into blocks where spacing, size, weight, indentation or a marker change."""
    blocks: list[TextBlock] = []
    pitch = _pitch(column)
    left = min((line.x0 for line in column), default=0.0)
    right = max((line.x1 for line in column), default=0.0)
    for line in column:
        if blocks and not _begins(blocks[-1].lines, line, pitch, (left, right)):
            blocks[-1].lines.append(line)
        else:
            blocks.append(TextBlock([line]))
    return blocks


def _pitch(column: Sequence[TextLine]) -> float:
    """The usual distance of baselines in a column."""
    steps = [
        round(b.baseline - a.baseline, 1)
        for a, b in pairwise(column)
        if 0 < b.baseline - a.baseline < 3 * max(a.size, 1.0)
    ]
    return median(steps) if steps else 0.0


def _begins(
    block: Sequence[TextLine], line: TextLine, pitch: float, sides: tuple[float, float]
) -> bool:
    """Whether a line begins a new block."""
    last = block[-1]
    resized = abs(last.size - line.size) > SAME_SIZE
    if last.angle != line.angle or resized or last.bold != line.bold:
        return resized or not _same_row(last, line)
    if _same_row(last, line):
        return False
    if is_right_to_left(last.text) != is_right_to_left(line.text) or opens_news(line.text):
        return True
    step = line.baseline - last.baseline
    usual = min(pitch or step, 1.6 * line.size)
    if step < 0 or step > NEW_PARAGRAPH_GAP * max(usual, line.size) or marker(line.text):
        return True
    if _is_next_note(block[0].text, line.text):
        return True
    if marker(block[0].text):
        return line.x0 < block[0].x0 - INDENT * line.size
    return _begins_paragraph(block, line, sides)


def _is_next_note(first: str, line: str) -> bool:
    """Whether two lines begin with the numbers of footnotes that follow each other."""
    numbers = [NOTE.match(text) for text in (first, line)]
    one, other = (int(number[1]) if number else 0 for number in numbers)
    return one > 0 and other == one + 1


def _begins_paragraph(
    block: Sequence[TextLine], line: TextLine, sides: tuple[float, float]
) -> bool:
    """An indented line, or one behind a line that ended its sentence short of the margin."""
    left, right = sides
    last = block[-1]
    begins = min(part.x0 for part in block)
    if line.x0 > begins + INDENT * line.size and len(block) > 1 and TERMINAL.search(last.text):
        return True
    ended_short = last.x1 - left < SHORT_LINE * (right - left) and TERMINAL.search(last.text)
    return bool(ended_short) and not line.text[:1].islower()


def _same_row(one: TextLine, other: TextLine) -> bool:
    return abs(one.baseline - other.baseline) < 0.3 * one.size


def drop_caps_joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """A large initial letter joined with the line that goes on beside it."""
    lines = list(lines)
    for cap in [line for line in lines if len(line.text.strip()) == 1 and line.text.isupper()]:
        beside = [
            line
            for line in lines
            if line is not cap
            and cap.size > 1.7 * line.size
            and 0 <= line.x0 - cap.x1 < 2 * line.size
            and cap.top - line.size <= line.top < cap.bottom
        ]
        if not beside:
            continue
        first = min(beside, key=lambda line: line.top)
        lines.remove(cap)
        first.text = cap.text + first.text
        first.edges = (cap.x0, *first.edges)
        first.x0 = cap.x0
        first.superscripts = tuple(at + 1 for at in first.superscripts)
    return lines


# --- what a block is ----------------------------------------------------------------------------


def body_size(lines: Iterable[TextLine]) -> float:
    """The font size of most characters."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def hint_blocks(pages: Sequence[Sequence[TextBlock]]) -> None:
    """Give each block its hint, and headings their level: the largest size is level 1."""
    lines = [line for page in pages for block in page for line in block.lines]
    usual = body_size(lines)
    bold_body = _is_bold_text(lines, usual)
    headings: list[TextBlock] = []
    before: TextBlock | None = None
    for block in (block for page in pages for block in page):
        if block.hint is None:
            block.hint = _hint(block, usual, bold_body=bold_body)
            if before is not None and _goes_on_quoting(before, block):
                block.hint = "quote"
        if block.hint == "heading":
            headings.append(block)
        if block.hint != "furniture":
            before = block
    looks = sorted({_look(block) for block in headings}, reverse=True)
    for block in headings:
        block.level = looks.index(_look(block)) + 1


def _goes_on_quoting(before: TextBlock, block: TextBlock) -> bool:
    """A pull quote of several paragraphs: the one before is set alike and its marks are open."""
    alike = all(line.italic for line in (*before.lines, *block.lines))
    return before.hint == "quote" and alike and not CLOSED_QUOTE.search(before.text)


def _is_bold_text(lines: Sequence[TextLine], usual: float) -> bool:
    body = [line for line in lines if abs(line.size - usual) <= SAME_SIZE]
    bold = sum(len(line.text) for line in body if line.bold)
    return bold > 0.5 * sum(len(line.text) for line in body)


def _heads_numbered(block: TextBlock, usual: float) -> bool:
    """Whether a numbered line is a heading: "2. Activities", larger than the text."""
    numbered = block.text[:1].isdigit() and len(block.text.split()) <= HEADING_WORDS
    larger = block.lines[0].size >= LARGER * usual
    return numbered and larger and not TERMINAL.search(block.text)


def _hint(block: TextBlock, usual: float, *, bold_body: bool) -> BlockHint:
    text, size = block.text, block.lines[0].size
    words = text.split()
    if marker(text) and not _heads_numbered(block, usual):
        return "list_item"
    if CAPTION.match(text) and len(words) < 60:  # noqa: PLR2004 - a caption is a sentence or two
        return "caption"
    if QUOTED.fullmatch(text):
        return "quote"
    short = len(words) <= HEADING_WORDS and not TERMINAL.search(text)
    lettered = any(character.isalpha() for character in text)
    if lettered and short:
        emphasised = all(line.bold for line in block.lines) and not bold_body
        capitals = text.isupper() and len(text) > 3  # noqa: PLR2004 - an acronym alone is no heading
        if size >= LARGER * usual or (size >= SMALLER * usual and (emphasised or capitals)):
            return "heading"
    if text[:1] in '“"«„' and (size >= LARGER * usual or all(line.italic for line in block.lines)):
        return "quote"
    return "caption" if size < SMALLER * usual else "body"


def _look(block: TextBlock) -> tuple[float, bool, bool]:
    line = block.lines[0]
    return round(line.size), line.bold, block.text.isupper()
