"""Columns of plain text that stand side by side: told by the gaps between them."""

import re

GAP = re.compile(r"(?<=\S)[ \t\u00a0]{3,}(?=\S)")
"""Blanks that no typesetter leaves between the words of a sentence."""
LEAST_WORDS = 2
"""On both sides of a gap; a list marker or a page number is no column."""


def has_gap(line: str) -> bool:
    """Whether a line bears the words of two columns."""
    return any(
        min(len(line[: gap.start()].split()), len(line[gap.end() :].split())) >= LEAST_WORDS
        for gap in GAP.finditer(line)
    )
