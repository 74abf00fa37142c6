"""What an event is called: the noun phrase that names it, or a verb's noun and its object."""

import re

from pipeline.events.reading import Report
from pipeline.span import Span
from pipeline.syntax.layers import Clause, Phrase

DETERMINER = re.compile(r"^(?:the|an?|this|these|its|their|our|his|her|another|[•▪‣*–—-])\s+", re.IGNORECASE)
WHEN_WHERE = frozenset({"in", "on", "at", "from", "between", "when", "during", "near", "since", "until", "by", "under", "to"})
"""Relations whose phrases say when, where or by whom: no part of a name."""
LONGEST = 160


def noun_name(report: Report, phrase: Phrase) -> tuple[str, Span]:
    """The name that a noun phrase gives, without article, time and place."""
    start, end = phrase.span.start, phrase.span.end
    for inner in sorted(phrase.phrases, key=lambda p: p.span.start):
        if inner.span.start <= phrase.head.end or inner.span.start >= end:
            continue
        if _is_setting(report, inner) or " " in inner.relation:
            end = min(end, _before(report, phrase.head.end, inner.span.start))
    # A comma and what follows add, and do not name.
    words = report.text[phrase.head.end : end]
    cut = re.search(r"\s[(–—]|;|\s,|, (?:which|who|where|held|organi[sz]ed)", words)
    if cut is not None:
        end = phrase.head.end + cut.start()
    return _cleaned(report, Span(start=start, end=max(end, phrase.head.end)))


def _is_setting(report: Report, phrase: Phrase) -> bool:
    head = report.head_mention(phrase)
    if head is None:
        return False
    label = report.label(head)
    if label == "DATE":
        return True
    if label == "PLACE":
        return phrase.relation in WHEN_WHERE - {"to", "by"}
    return phrase.relation == "by"


def _before(report: Report, low: int, at: int) -> int:
    """Where the preposition ahead of an offset begins."""
    words = report.text[low:at]
    found = re.search(r"[\s,]+(?:[\w-]+\s){0,4}$", words)
    return low + found.start() if found is not None else at


def _cleaned(report: Report, span: Span) -> tuple[str, Span]:
    words = span.of(report.text)
    stripped = DETERMINER.sub("", words.lstrip(" •▪‣*\t\n"))
    start = span.start + words.find(stripped) if stripped else span.start
    trimmed = Span(start=start, end=start + len(stripped.rstrip(" ,;:.\n")))
    return report.words(trimmed)[:LONGEST], trimmed


def verb_name(report: Report, clause: Clause, called: str | None) -> tuple[str, Span]:
    """The name of a verb's event: "destruction of 310 kilograms of heroin"."""
    noun = called or _gerund(clause.lemma)
    things = [slot for slot in clause.slots if slot.relation in {"object", "recipient"}]
    preferred = next((slot for slot in things if slot.relation == "object"), None)
    thing = preferred or next(iter(things), None)
    link = " of"
    if thing is None:
        thing = next((s for s in clause.slots if s.relation in {"to", "in", "on", "with"} and _names(report, s)), None)
        link = f" {thing.relation}" if thing is not None else link
    if thing is None:
        thing = next((slot for slot in clause.slots if slot.relation == "subject"), None)
        link = " of"
    if thing is None:
        return "", clause.head
    words, span = noun_name(report, thing)
    if re.search(r"\b(?:of|to|with|for|on)$", noun):
        noun, _, own = noun.rpartition(" ")
        link = f" {own}"
    return f"{noun}{link} {words}", span


def _names(report: Report, phrase: Phrase) -> bool:
    head = report.head_mention(phrase)
    return head is None or report.label(head) != "DATE"


def _gerund(lemma: str) -> str:
    """A verb's own noun: "planting"."""
    verb, _, particle = lemma.partition(" ")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) and not verb.endswith(("w", "x", "y")):
        stem = verb + verb[-1]
    return f"{stem}ing {particle}".rstrip()
