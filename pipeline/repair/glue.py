"""What stands at a break of which it is known that the text goes on behind it."""

import re
from typing import NamedTuple

from pipeline.document import EditKind
from pipeline.language.frequency import zipf
from pipeline.repair.shape import HYPHENS
from pipeline.repair.vocabulary import vocabulary
from pipeline.repair.words import KNOWN, ReportWords

SOFT_HYPHEN = "\u00ad"
FIRST_WORD = re.compile(r"\w+")
CHAIN = re.compile(r"\w{1,3}-\w")
"""A short word between hyphens: "face-to-face", "Sar-e-Pul"."""
CLOSE_DASHES = "–—/"
"""Behind these, a word that stands close to them goes on close to them."""


class Glue(NamedTuple):
    """How two stretches are joined.

    Attributes:
        drops: Whether the hyphen at the end of the first one goes.
        after: What stands between them.
        rule: Why.
        kind: The kind of edit.
    """

    drops: bool
    after: str
    rule: str
    kind: EditKind


KEPT = Glue(drops=False, after="", rule="hyphen-kept", kind="hyphen")
UNSURE = Glue(drops=False, after="", rule="hyphen-unsure", kind="hyphen")
JOINED = Glue(drops=True, after="", rule="hyphen", kind="hyphen")


def glue(broken: str | None, one: str, two: str, words: ReportWords, rule: str) -> Glue:
    """How two stretches of a sentence are joined.

    Args:
        broken: The part of a word before a hyphen at the end of the first one.
        one: The last characters of the first one.
        two: The second one.
        words: Evidence over broken words.
        rule: The rule that says that they belong together.
    """
    if broken and two[0].isalnum():
        return _over_hyphen(broken, one, two, words)
    is_close = len(one) > 1 and one[-1] in CLOSE_DASHES and not one[-2].isspace()
    if is_close and two[0].isalnum():
        return Glue(drops=False, after="", rule="dash", kind="join")
    return Glue(drops=False, after=" ", rule=rule, kind="join")


def _over_hyphen(broken: str, one: str, two: str, words: ReportWords) -> Glue:
    word = first_word(two)
    if one[-1] == SOFT_HYPHEN:
        return Glue(drops=True, after="", rule="soft-hyphen", kind="hyphen")
    if CHAIN.match(two):
        return KEPT
    if is_suspended(broken, two):
        return Glue(drops=False, after=" ", rule="hyphen-suspended", kind="join")
    verdict = words.broken(broken, word)
    return {"join": JOINED, "keep": KEPT, "unsure": UNSURE}[verdict]


def is_suspended(broken: str, two: str) -> bool:
    """Whether a hyphen stands for a part of a word that follows later: "pre- and post-natal"."""
    word = first_word(two)
    is_conjunction = word in vocabulary().suspended and two[len(word) :][:1].isspace()
    return is_conjunction and zipf(f"{broken}{word}") < KNOWN


def first_word(text: str) -> str:
    """The letters and figures that a text begins with."""
    found = FIRST_WORD.match(text)
    return found.group() if found else ""


def ends_in_hyphen(text: str) -> bool:
    """Whether the last character is a hyphen behind a word."""
    return len(text) > 1 and text[-1] in HYPHENS and text[-2].isalnum()
