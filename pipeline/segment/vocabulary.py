"""The words and line shapes of ``vocabulary.toml``, compiled once."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import calendar, numbers

YEAR = r"(?:19|20)\d\d"
QUARTERS = 4
"""The ordinal numbers of headings reach this far: "Fourth quarter"."""
DASH = r"(?:[-–—−/&]|to|and|until|till|through)"


class PassageForm(Checked):
    """A shape of whole passages, and why a passage of this shape is what it is."""

    reason: str
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class WordList(Checked):
    """Words or phrases, each as a whole."""

    words: tuple[str, ...]


class MastheadWords(Checked):
    """Words of a masthead: beside the period, leading to it, and of periodicals."""

    issue: tuple[str, ...]
    leads: tuple[str, ...]
    periodicals: tuple[str, ...]


class SegmentVocabulary(Checked):
    """The data file; see the comments there."""

    furniture: tuple[PassageForm, ...]
    caption: tuple[PassageForm, ...]
    body: tuple[PassageForm, ...]
    dated: tuple[PassageForm, ...]
    masthead: MastheadWords
    coverage: tuple[PassageForm, ...]
    publisher: tuple[PassageForm, ...]
    imprint: tuple[PassageForm, ...]
    about: dict[str, tuple[str, ...]]
    connectives: WordList
    forthcoming: WordList


@cache
def vocabulary() -> SegmentVocabulary:
    """The data file, validated."""
    return read_toml(files("pipeline.segment") / "vocabulary.toml", SegmentVocabulary)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern without regard to case; ``{month}`` and the like stand for words of ours."""
    filled = pattern
    for name, words in (
        ("month", any_of(calendar().month_numbers)),
        ("season", any_of(calendar().seasons)),
        ("ordinal", any_of(word for word, n in numbers().ordinals.items() if n <= QUARTERS)),
        ("year", YEAR),
        ("dash", DASH),
    ):
        filled = filled.replace(f"{{{name}}}", words)
    return re.compile(filled, re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def form_of(text: str, forms: Iterable[PassageForm]) -> PassageForm | None:
    """The first form that the whole text has."""
    return next((form for form in forms if compiled(form.pattern).fullmatch(text)), None)


def matches_any(text: str, patterns: Iterable[str]) -> bool:
    """Whether the whole text matches one of the patterns."""
    return any(compiled(pattern).fullmatch(text) for pattern in patterns)


@cache
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words or phrases, each as a whole."""
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)


@cache
def stems_pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for words that begin with one of the stems."""
    return re.compile(rf"(?<!\w){any_of(stems)}", re.IGNORECASE)
