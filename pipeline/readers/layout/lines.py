"""Characters to lines: words and blanks by their distances, columns kept apart."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.layout.bidi import logical
from pipeline.readers.layout.page import ACROSS, Char, TextLine

SAME_BASELINE = 0.35
"""Share of the font size by which baselines of one line may differ."""
BLANK = 0.2
"""Share of the font size from which a gap between characters is a blank."""
NARROW_BLANK = 0.12
"""The same where a line has no blanks of its own: each word was set by itself."""
TIGHT = 0.02
"""Share of the font size up to which letters stand close."""
COLUMN_GAP = 1.3
"""Share of the font size from which a gap may part two columns."""
SUPERSCRIPT = 0.8
"""Share of the line's font size below which a raised figure is a footnote mark."""

RAISED = 0.7
"""Share of the line's font size by which a footnote mark may be raised."""
LONGEST_MARK = 3
MOST_RAISED = 40
"""Characters that may be raised in one line."""
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def lines_of(chars: Iterable[Char]) -> list[TextLine]:
    """The lines of a page, each within one column, rotated ones read in their own direction."""
    by_angle: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        by_angle[char.angle].append(char)
    return [
        line
        for angle, group in sorted(by_angle.items())
        for run in _with_marks(_runs(_turned(group, angle)))
        for line in _split(run, angle)
    ]


Turn = Callable[[Char], tuple[float, float, float, float]]


def _turned(chars: Sequence[Char], angle: int) -> list[Char]:
    """Characters of another direction, turned so that they read from left to right."""
    if angle == 0:
        return list(chars)
    if angle == ACROSS:
        return _along(chars)
    turn: Turn = {
        90: lambda c: (-c.bottom, c.x0, -c.top, c.x1),
        270: lambda c: (c.top, -c.x1, c.bottom, -c.x0),
    }.get(angle, lambda c: (-c.x1, -c.bottom, -c.x0, -c.top))
    turned = []
    for char in chars:
        x0, top, x1, bottom = turn(char)
        turned.append(
            Char(char.text, x0, top, x1, bottom, bottom, char.size, char.bold, char.italic, angle)
        )
    return turned


def _along(chars: Sequence[Char]) -> list[Char]:
    """Characters that climb or fall over the page, side by side in the order of their painting."""
    return [
        Char(
            c.text,
            i * c.size,
            c.top,
            (i + 1) * c.size,
            c.bottom,
            0.0,
            c.size,
            c.bold,
            c.italic,
            ACROSS,
        )
        for i, c in enumerate(chars)
    ]


def _runs(chars: list[Char]) -> list[list[Char]]:
    """Characters on the same baseline, from left to right."""
    runs: list[list[Char]] = []
    open_runs: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.baseline, c.x0)):
        reach = SAME_BASELINE * char.size
        open_runs = [run for run in open_runs if char.baseline - run[-1].baseline <= 2 * reach]
        home = next((run for run in open_runs if _on_one_baseline(run[0], char)), None)
        if home is None:
            home = []
            runs.append(home)
            open_runs.append(home)
        home.append(char)
    return [sorted(run, key=lambda c: c.x0) for run in runs]


def _on_one_baseline(one: Char, other: Char) -> bool:
    """By the smaller size: a drop cap is on no line's baseline but its own."""
    return abs(one.baseline - other.baseline) <= SAME_BASELINE * min(one.size, other.size)


def _with_marks(runs: list[list[Char]]) -> list[list[Char]]:
    """What is raised above a line put into that line, behind the character that it follows.

    These are the marks of footnotes, and the endings of ordinals: "24th".
    """
    lines: list[list[Char]] = []
    raised: list[list[Char]] = []
    for run in runs:
        marks = _words(run) if len(run) <= MOST_RAISED else []
        (raised if marks and all(map(_is_mark, marks)) else lines).append(run)
    apart: list[list[Char]] = []
    for run in raised:
        homeless = set(map(id, run))
        for mark in _words(run):
            home = next((line for line in lines if _is_raised_over(mark[0], line)), None)
            if home is not None:
                home[:] = sorted([*home, *mark], key=lambda c: c.x0)
                homeless -= set(map(id, mark))
        apart.append([char for char in run if id(char) in homeless])  # figures of their own
    return lines + [run for run in apart if any(char.text.strip() for char in run)]


def _words(run: Sequence[Char]) -> list[list[Char]]:
    """Characters that touch each other."""
    words: list[list[Char]] = []
    for char in run:
        if not char.text.strip():
            continue
        if words and char.x0 - words[-1][-1].x1 < BLANK * char.size:
            words[-1].append(char)
        else:
            words.append([char])
    return words


def _is_mark(word: Sequence[Char]) -> bool:
    text = "".join(char.text for char in word)
    return (text.isdigit() and len(text) <= LONGEST_MARK) or text.lower() in ORDINAL_ENDINGS


def _is_raised_over(mark: Char, run: Sequence[Char]) -> bool:
    """Whether a figure stands right behind a larger character, raised by less than its height."""
    return any(
        mark.size < SUPERSCRIPT * char.size
        and 0 < char.baseline - mark.baseline < RAISED * char.size
        and abs(mark.x0 - char.x1) < BLANK * char.size
        for char in run
    )


def _split(run: list[Char], angle: int) -> list[TextLine]:
    """The lines of a run: cut where a gap is wide enough to part columns."""
    lines: list[TextLine] = []
    part: list[Char] = []
    for char in run:
        if part:
            gap = char.x0 - part[-1].x1
            is_wide = gap > COLUMN_GAP * max(char.size, part[-1].size) and not char.fills
            if is_wide and not _is_spaced(part, gap):
                lines += _line(part, angle)
                part = []
        part.append(char)
    return lines + _line(part, angle)


def _is_spaced(part: Sequence[Char], gap: float) -> bool:
    """Letter-spaced type: the gap is like those before it."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(part) if a.text.strip() and b.text.strip()]
    return len(gaps) > 1 and median(gaps) > BLANK * part[0].size and gap < 4 * median(gaps)


def _line(chars: Sequence[Char], angle: int) -> list[TextLine]:
    """The line that characters make; none where they are all blank."""
    shown = [char for char in chars if char.text.strip()]
    if not shown:
        return []
    first, last = chars.index(shown[0]), len(chars) - chars[::-1].index(shown[-1])
    chars = chars[first:last]
    text: list[str] = []
    edges: list[float] = []
    threshold = _blank_threshold(shown, has_blanks=len(shown) < len(chars))
    before: Char | None = None
    size = _usual_size(shown)
    superscripts: list[int] = []
    for char in chars:
        if before is not None:
            gap = char.x0 - before.x1
            blank = gap > threshold and not (before.text.isspace() or char.text.isspace())
            if blank:
                text.append(" ")
                edges.append(before.x1)
        if _is_superscript(char, size, shown):
            superscripts.append(len(text))
        for _ in char.text:
            text.append(_)
            edges.append(char.x0)
        before = char
    edges.append(chars[-1].x1)
    return [
        TextLine(
            text=logical("".join(text)),
            edges=array("d", (round(edge, 2) for edge in edges)),
            x0=shown[0].x0,
            top=min(c.top for c in shown),
            x1=max(c.x1 for c in shown),
            bottom=max(c.bottom for c in shown),
            baseline=median(c.baseline for c in shown),
            size=size,
            bold=sum(c.bold for c in shown) * 2 > len(shown),
            italic=sum(c.italic for c in shown) * 2 > len(shown),
            angle=angle,
            superscripts=tuple(superscripts),
        )
    ]


def _usual_size(chars: Sequence[Char]) -> float:
    counts: dict[float, int] = defaultdict(int)
    for char in chars:
        counts[round(char.size, 1)] += 1
    return max(counts, key=lambda size: (counts[size], size))


def _blank_threshold(shown: Sequence[Char], *, has_blanks: bool) -> float:
    """The gap from which two characters are parted by a blank; wider in letter-spaced type."""
    size = _usual_size(shown)
    gaps = [b.x0 - a.x1 for a, b in pairwise(shown)]
    usual = median(gaps) if len(gaps) > 2 else 0.0  # noqa: PLR2004 - too few to tell
    if usual > BLANK * size:
        return usual + BLANK * size
    is_tight = not has_blanks and abs(usual) < TIGHT * size
    return (NARROW_BLANK if is_tight else BLANK) * size


def _is_superscript(char: Char, size: float, shown: Sequence[Char]) -> bool:
    if not char.text.isdigit() or char.size >= SUPERSCRIPT * size:
        return False
    return char.baseline < median(c.baseline for c in shown if c.size >= size * SUPERSCRIPT)
