"""Letter-spaced headings: "M I L E S T O N E S"."""

import re
from collections.abc import Iterable, Iterator

from pipeline.document.ledger import Change
from pipeline.document.span import Span
from pipeline.language.frequency import zipf
from pipeline.repair.words import USUAL, ReportWords

SPACED = re.compile(r"(?<![^\s])(?:[^\W_][ \t\xa0]{1,8}){3,}[^\W_](?![^\s.,:;!?])")
GAP = re.compile(r"[ \t\xa0]{2,}")
RULE = "letter-spacing"


def spacing_changes(raw: str, spans: Iterable[Span], words: ReportWords) -> Iterator[Change]:
    """Close up single capitals that make known words; wider gaps part the words."""
    for place in spans:
        for found in SPACED.finditer(raw, place.start, place.end):
            joined = [re.sub(r"\s", "", word) for word in GAP.split(found.group())]
            if all(_is_word(word, words) for word in joined) and any(map(str.isalpha, joined)):
                span = Span(start=found.start(), end=found.end())
                yield Change(span, " ".join(joined), RULE, "character")


def _is_word(word: str, words: ReportWords) -> bool:
    if word.isdigit():
        return True
    cased = word.isupper() or word.istitle()
    is_known = words.counts[word.lower()] > 0 or zipf(word) >= USUAL
    return cased and len(word) > 1 and is_known
