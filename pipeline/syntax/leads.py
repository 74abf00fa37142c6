"""What leads a paragraph: the dateline of a story, the head of a list item, a topic and a colon.

"Osh, 5 May 2019 – ", "7-9.02.2015, Naryn: ", "Postponed: ". It is no part of the sentence behind
it, and a parser that reads the two as one goes astray, so a component ahead of the parser makes it
a sentence of its own.
"""

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.load import abbreviations, calendar, grammar

MARK = re.compile(r"(?P<mark>\s?:|\s[–—-]{1,2}|[–—]|\.)\s+(?=\S)")
BULLET = re.compile(r"\W{0,3}(?=\w)")
"""What stands ahead of a lead."""
REACH = 130
"""Code points in which a lead ends."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WORD = re.compile(r"[^\W\d_][\w’'-]*")
LONGEST = 40
"""Tokens in which a lead ends."""
SENTENCE = 12
"""Words from which on what ends in a full stop is a sentence of its own."""
SHORT = 4
"""Words of a lead that has a dash behind it and neither a date nor capitals."""
STOPS = frozenset(".!?…:;”\"’')]»*•▪–—-|")
"""Signs behind which a sentence may begin."""
COMPONENT = "milestones_leads"


def lead_end(text: str, tags: list[tuple[int, int, str]]) -> int:
    """Where the lead of a paragraph ends, its mark included; 0 where it has none.

    Args:
        text: The paragraph.
        tags: Start, end (code points) and Penn tag of its first tokens.
    """
    bullet = BULLET.match(text)
    start = bullet.end() if bullet is not None else 0
    for found in MARK.finditer(text, start, REACH):
        if _leads(text[start : found.start()], found["mark"].strip(), found.start(), tags):
            return found.end("mark")
    return 0


def _leads(lead: str, mark: str, end: int, tags: list[tuple[int, int, str]]) -> bool:
    """Whether the words ahead of a mark lead a paragraph."""
    dated = _date().search(lead) is not None
    if mark == "." and f"{lead.rsplit(maxsplit=1)[-1]}." in _titles():
        return False
    named = all(w[:1].isupper() or w in grammar().dateline for w in WORD.findall(lead))
    if mark == ":":
        finite = any(tag in FINITE for _, stop, tag in tags if stop <= end)
        return (named and dated) or not finite
    if mark == ".":
        return named and dated and len(lead.split()) <= SENTENCE
    return named and (dated or lead.isupper() or len(lead.split()) <= SHORT)


@cache
def _date() -> re.Pattern[str]:
    """A month by its name or short form, or a date in figures."""
    months = "|".join(map(re.escape, calendar().month_numbers))
    return re.compile(rf"\b(?:{months})\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b", re.IGNORECASE)


@cache
def _titles() -> frozenset[str]:
    """Titles with the point that ends no sentence: "Mr."."""
    return frozenset(f"{title}." for title in abbreviations().titles)


@Language.component(
    COMPONENT, requires=["token.tag"], assigns=["token.is_sent_start", "doc._.lead"]
)
def leads(doc: Doc) -> Doc:
    """Set the lead of a paragraph apart, and keep where it ends.

    No other sentence begins in mid-phrase: behind a comma, a word without a stop, or a title.
    """
    ended, titles = True, _titles()
    for token in doc:
        if token.is_space:
            continue
        if not ended:
            token.is_sent_start = False
        title = token.text in titles or (
            token.text == "." and token.i > 0 and f"{doc[token.i - 1].text}." in titles
        )
        ended = token.text[-1] in STOPS and not title
    tags = [(token.idx, token.idx + len(token), token.tag_) for token in doc[:LONGEST]]
    end = lead_end(doc.text, tags)
    doc._.lead = end
    if end:
        for token in doc[:LONGEST]:
            if token.idx >= end:
                token.is_sent_start = True
                break
    return doc
