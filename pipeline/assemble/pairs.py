"""Dates that a sentence ties each to its own place: "1-3 June in Osh and 6-8 June in Almaty"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.assemble.scene import MASKS, Scene
from pipeline.document import Mention

JOINT = re.compile(r"\)?(?:,|;)?\s(?:and\s)?(?:then\s)?(?:from\s|on\s|in\s|at\s)?(?:the\s)?")
"""What stands between two pairs; anything else makes them parts of different clauses."""


def date_places(scene: Scene, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The date and the place of each of several happenings told at once.

    Returns:
        Indices of a DATE and a PLACE mention a pair, in the order of the text; empty where the
        sentence joins fewer than two pairs of one form.
    """
    for form in _forms():
        matches = list(form.finditer(scene.masked))
        runs = [
            (a, b)
            for a, b in pairwise(matches)
            if JOINT.fullmatch(scene.masked, a.end(), b.start())
        ]
        if runs:
            joined = dict.fromkeys(match for run in runs for match in run)
            return [_pair(scene, match, mentions) for match in joined]
    return []


def _pair(scene: Scene, match: re.Match[str], mentions: Sequence[Mention]) -> tuple[int, int]:
    date, place = (scene.within(*match.span(group), mentions)[0] for group in ("date", "place"))
    return date, place


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    date, place = rf"(?P<date>{MASKS['DATE']}+)", rf"(?P<place>{MASKS['PLACE']}+)"
    country = rf"(?:,\s{MASKS['PLACE']}+)?"
    return (
        re.compile(rf"{date}\s(?:in|at)\s(?:the\s)?{place}{country}"),
        re.compile(rf"{place}{country}(?:\s(?:on|from|in)\s|,?\s\(){date}"),
    )
