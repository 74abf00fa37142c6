"""Which passages the rules can read: those in English; all others are set aside and flagged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import pycountry

from pipeline.document.flags import Flag, flag
from pipeline.document.layers.extract import PassageLanguage
from pipeline.document.span import Span
from pipeline.language.identify import ENGLISH, UNKNOWN, language_of

GOOD_PART = 0.1
"""From this share of the letters on, a report is one in English with parts in others."""


def languages(text: str, spans: Sequence[Span]) -> tuple[PassageLanguage, ...]:
    """The language of each passage, in order; what is too short to tell is read as English."""
    found: list[PassageLanguage] = []
    for span in spans:
        own = language_of(span.of(text))
        found.append(PassageLanguage(span=span, language=own or ENGLISH, told=own is not None))
    return tuple(found)


def main_language(found: Sequence[PassageLanguage]) -> str | None:
    """The language of a report; None where no passage tells.

    English, where a part of it is: beside it, other languages repeat or add. Otherwise the
    language of most of its letters.
    """
    letters: Counter[str] = Counter()
    for passage in found:
        if passage.told and passage.language != UNKNOWN:
            letters[passage.language] += len(passage.span)
    if letters[ENGLISH] > GOOD_PART * letters.total():
        return ENGLISH
    return letters.most_common(1)[0][0] if letters else None


def set_aside(found: Sequence[PassageLanguage]) -> Iterator[Flag]:
    """A flag on each run of passages in one other language."""
    for language, run in groupby(found, key=lambda passage: passage.language):
        if language == ENGLISH:
            continue
        passages = list(run)
        yield flag(
            "extract.language",
            span=Span(start=passages[0].span.start, end=passages[-1].span.end),
            language=named(language),
        )


def named(code: str) -> str:
    """A language as a reader calls it, with its code."""
    known = pycountry.languages.get(alpha_2=code) if len(code) == 2 else None  # noqa: PLR2004
    return f"{known.name} ({code})" if known else "another language than English"
