"""Speech without quotation marks: clauses that a speech verb of a person or body governs.

"X stressed that ...", "X said the road ...", "The road was closed, X said on Thursday", "According
to X, the road ...".
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.document import Document, Label, Quote
from pipeline.document.index import mentions_in
from pipeline.document.span import Span

LEAST_WORDS = 5
MARKS = '"“”«»„'
SPEAKERS: frozenset[Label] = frozenset({"PERSON", "ORG"})
_ACCORDING = re.compile(r"^According\sto\s(?:the\s)?[^,;]{0,80}$")
_LEADS = re.compile(r"^(?P<clause>[A-Z].{15,}?),\s(?:the\s)?[^,;]{0,80}?$", re.DOTALL)


@cache
def vocabulary() -> dict[str, list[str]]:
    """The words of reported speech: ``quotes.toml``."""
    return tomllib.loads(files(__package__).joinpath("quotes.toml").read_text("utf-8"))


@cache
def any_of(name: str) -> str:
    """A word list as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(vocabulary()[name], key=len, reverse=True))


@cache
def _that() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,9}}(?:,[^.!?\n]{{0,120}}?,)?\s(?:also\s|further\s)?(?:{any_of('verbs')})\s"
        r"(?:[\w ]{0,30}\s)?that\s"
    )


@cache
def _plain() -> re.Pattern[str]:
    """The verb, and a subject and finite verb behind it that no "that" announces."""
    return re.compile(
        rf"(?:,[^.!?\n]{{0,120}}?,)?\s(?:also\s)?(?:{any_of('plain')})\s"
        rf"(?=(?!to\b|in\b|on\b|at\b|by\b|of\b)(?:[^\s.;:]{{1,30}}\s){{1,12}}?(?:{any_of('finite')})\b)"
    )


@cache
def _closing() -> re.Pattern[str]:
    """The verb at the end of a sentence, with when and where it was said."""
    return re.compile(rf"\s(?:{any_of('plain')})(?:\s(?:on|in|at)\s[^,;]{{1,60}})?[.!]?\s*$")


def indirect(document: Document) -> Iterator[Quote]:
    """The clauses of a report that somebody is said to have said."""
    text, mentions = document.text or "", document.mentions or ()
    told = [p.span for p in document.paragraphs or () if p.role in {"body", "quote"}]
    starts = [paragraph.start for paragraph in told]
    for sentence in document.sentences or ():
        at = bisect_right(starts, sentence.start) - 1
        if at < 0 or not told[at].contains(sentence):
            continue
        for index in mentions_in(mentions, sentence):
            if mentions[index].label in SPEAKERS:
                clause = _clause(text, sentence, mentions[index].span)
                if clause is not None:
                    span, rule = clause
                    yield Quote(span=span, kind="indirect", speaker=index, rule=rule)
                    break


def _clause(text: str, sentence: Span, who: Span) -> tuple[Span, str] | None:
    """The words that somebody said in a sentence, and the rule that found them."""
    for pattern, rule in ((_that(), "quote:that-clause"), (_plain(), "quote:clause")):
        if said := pattern.match(text, who.end, sentence.end):
            return _checked(text, said.end(), sentence.end, rule)
    before = text[sentence.start : who.start]
    behind = text[who.end : sentence.end]
    if _ACCORDING.match(before) and (comma := re.match(r"[^,.;]{0,120},\s", behind)):
        return _checked(text, who.end + comma.end(), sentence.end, "quote:according to")
    leads = _LEADS.match(before)
    if leads and _closing().match(behind):
        start = sentence.start
        return _checked(text, start, start + leads.end("clause"), "quote:clause before")
    return None


def _checked(text: str, start: int, end: int, rule: str) -> tuple[Span, str] | None:
    """The clause without its full stop; None where it is short, or quotes somebody itself."""
    said = text[start:end].rstrip(".!? \n")
    if len(said.split()) < LEAST_WORDS or any(mark in said for mark in MARKS):
        return None
    return Span(start=start, end=start + len(said)), rule
