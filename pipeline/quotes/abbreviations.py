"""Points of abbreviations: they end no sentence."""

import re

ABBREVIATION = re.compile(
    r"(?<=\b[A-Z])\.|\b(?:[MD][rs]|Mrs|Prof|Gen|Hon|Col|Lt|Maj|Capt|Amb|Rev|Sgt|Supt)\."
)

OTHER_POINT = "·"
"""Stands for the point of an abbreviation, so that patterns may end at the points of sentences."""


def without_points(text: str) -> str:
    """The text with other points for those of abbreviations; offsets stay."""
    return ABBREVIATION.sub(lambda found: found.group()[:-1] + OTHER_POINT, text)
