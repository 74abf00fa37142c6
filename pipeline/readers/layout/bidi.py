"""Text that is written from right to left, in the order in which it is read.

A page holds its characters from left to right as they stand; Arabic or Hebrew is read the other
way round, the figures within it are not (Unicode Standard Annex 9, for lines of two levels).
"""

import re
import unicodedata

RIGHT_TO_LEFT = frozenset({"R", "AL"})
STRONG = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RUN = re.compile(
    rf"{STRONG.pattern}(?:[^A-Za-z\u00c0-\u024f\u0370-\u052f]{{0,400}}{STRONG.pattern}[\u064b-\u0652]{{0,3}})?"
)
"""From the first to the last character of a stretch without letters of the other direction."""
_NUMBER = re.compile(r"\d[\d.,:/٫٬%-]{0,30}\d|\d")
_CLUSTER = re.compile(r"[^\u0300-\u036f\u064b-\u0652\u0670][\u0300-\u036f\u064b-\u0652\u0670]{0,4}")
_DETACHED = re.compile(r"\s{1,4}(?=[\u064b-\u0652\u0670])")
_UNCLOSED = re.compile(rf"\(([^()]{{0,200}}{STRONG.pattern}[^()]{{0,200}})\(")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    if STRONG.search(text) is None:
        return False
    letters = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return 2 * sum(kind in RIGHT_TO_LEFT for kind in letters) > len(letters)


def logical(text: str) -> str:
    """A line as it stands on the page, from left to right, in the order of reading."""
    if STRONG.search(text) is None:
        return text
    whole = _DETACHED.sub("", text)
    if is_right_to_left(whole):
        turned = _turned(whole)
    else:
        turned = _UNCLOSED.sub(r"(\1)", _RUN.sub(lambda run: _turned(run.group()), whole))
    return turned if len(turned) == len(text) else turned.ljust(len(text))


def _turned(text: str) -> str:
    """A stretch read from right to left, the figures in it from left to right."""
    clusters = _CLUSTER.findall(text)
    backwards = "".join(reversed(clusters)).translate(_MIRRORED)
    return _NUMBER.sub(lambda number: number.group()[::-1], backwards)
