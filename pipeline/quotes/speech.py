"""Speech without quotation marks: what a clause of communication governs.

"X stressed that ...", "X said the road ...", "The road was closed, X said on Thursday", "According
to X, the road ...": the subject speaks, the complement is what was said.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Clause, Document, Phrase, Quote
from pipeline.document.span import Span
from pipeline.language.load import grammar
from pipeline.quotes.speakers import Speakers, speech_verbs

LEAST_WORDS = 5
ACCORDING = "according to"
TELLING = frozenset({"body", "quote", "list_item"})
"""Roles of paragraphs in which somebody may be said to have said something."""
ASSERTED = frozenset({"happened", "ongoing", "general"})
"""What is denied, only planned or only possible was not said."""
_SUBORDINATOR = re.compile(r"\s{0,9}(?:that|how|why)\s{1,9}", re.IGNORECASE)
_LEADING = re.compile(r"\baccording\s{1,9}to\s{1,9}(?:the\s{1,9})?$", re.IGNORECASE)


def indirect(document: Document, speakers: Speakers, direct: Sequence[Span]) -> Iterator[Quote]:
    """The clauses of a report that a person or body is said to have said.

    Args:
        document: With clauses.
        speakers: Finds who speaks.
        direct: What stands in quotation marks and was said: no indirect speech.
    """
    told = [p.span for p in document.paragraphs or () if p.role in TELLING]
    last = -1
    for paragraph in told:
        for index in document.here.clauses_in(paragraph):
            quote = _of_clause(document, speakers, index)
            if quote is None or quote.span.start < last:
                continue
            if any(span.overlaps(quote.span) for span in direct):
                continue
            last = quote.span.end
            yield quote


def _of_clause(document: Document, speakers: Speakers, index: int) -> Quote | None:
    clause = speakers.clauses[index]
    for phrase in (phrase for slot in clause.slots for phrase in slot.walk()):
        if phrase.relation == ACCORDING:
            return _according(document, speakers, clause, phrase)
    if clause.lemma not in speech_verbs() or clause.factuality not in ASSERTED:
        return None
    said = _complement(document, index)
    if said is None or clause.passive:
        return None
    speaker = speakers.of_clause(clause)
    if speaker is None:
        return None
    return _quote(speakers, said, speaker, "quote:complement", date_of(speakers, clause))


def _complement(document: Document, index: int) -> Span | None:
    """What a clause says of another's words: its finite complements, coordinated ones included."""
    clauses = document.clauses or ()
    found = [
        i
        for i in document.here.dependents(index)
        if clauses[i].relation == "complement" and _is_finite(document.text or "", clauses[i])
    ] or [i for i in document.here.dependents(index) if _is_fronted(document, i, index)]
    if not found:
        return None
    joined = [*found, *(j for i in found for j in _conjuncts(document, i))]
    spans = [clauses[i].span for i in joined]
    whole = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    return None if whole.contains(clauses[index].head) else whole


def _conjuncts(document: Document, index: int) -> Iterator[int]:
    clauses = document.clauses or ()
    for below in document.here.dependents(index):
        if clauses[below].relation == "conjunct":
            yield below
            yield from _conjuncts(document, below)


def _is_finite(text: str, clause: Clause) -> bool:
    """Whether a complement is a clause of its own: "that ...", or a subject and its verb."""
    surface = "object" if clause.passive else "subject"
    own = any(True for _ in clause.of(surface)) and surface not in clause.borrowed
    words = clause.span.of(text).lower().split()[:1]
    return own or words in (["that"], ["there"], ["it"])


def _is_fronted(document: Document, index: int, speech: int) -> bool:
    """Whether a clause is one that the parser took for an adverbial: "The road is shut, X said".

    It stands before the verb of speech, has a subject of its own, and nothing subordinates it.
    """
    clauses, text = document.clauses or (), document.text or ""
    clause = clauses[index]
    if clause.relation != "adverbial" or clause.span.end > clauses[speech].head.start:
        return False
    first = next(iter(clause.span.of(text).lower().split()), "")
    led = first in grammar().conjunctions.subordinating and not any(True for _ in clause.of(first))
    return not led and _is_finite(text, clause)


def _according(
    document: Document, speakers: Speakers, clause: Clause, phrase: Phrase
) -> Quote | None:
    """What stands in a clause beside "according to X"."""
    text = document.text or ""
    speaker = speakers.of_phrase(phrase)
    leading = _LEADING.search(text, clause.span.start, phrase.span.start)
    if leading is None:
        leading = _LEADING.search(text[: phrase.span.start])
    if speaker is None or leading is None:
        return None
    behind = Span(start=phrase.span.end, end=max(clause.span.end, phrase.span.end))
    before = Span(start=min(clause.span.start, leading.start()), end=leading.start())
    said = before if len(before.of(text).split()) >= LEAST_WORDS else behind
    return _quote(speakers, said, speaker, "quote:according to", None)


def _quote(
    speakers: Speakers, said: Span, speaker: int, rule: str, date: int | None
) -> Quote | None:
    """The words said without conjunction and signs around them; None where they are few."""
    words = said.of(speakers.text)
    opening = _SUBORDINATOR.match(words)
    start = said.start + (opening.end() if opening else 0)
    start += len(speakers.text[start : said.end]) - len(
        speakers.text[start : said.end].lstrip(" ,;\n")
    )
    kept = speakers.text[start : said.end].rstrip(".!?,;: \n")
    if len(kept.split()) < LEAST_WORDS:
        return None
    span = Span(start=start, end=start + len(kept))
    return Quote(span=span, kind="indirect", speaker=speaker, date=date, rule=rule)


def date_of(speakers: Speakers, clause: Clause) -> int | None:
    """The date on which a clause says that it was said."""
    for slot in clause.of("when", "on"):
        for index in speakers.here.mentions_in(slot.span):
            if speakers.mentions[index].label == "DATE":
                return index
    return None
