"""The model's own ORG guesses, believed only where their context says that a body acts.

A small model calls most capitals an organisation: places, diseases, products, headings. What stands
as the agent of a verb, as a partner, or in a list with known bodies, is one.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from pipeline.document import Origin
from pipeline.document.candidates import Candidate
from pipeline.language.load import ending_names, posts, verbs
from pipeline.names.contexts import contexts
from pipeline.names.countries import adjectives, names
from pipeline.names.heads import heads, is_plural
from pipeline.names.words import WordTable, is_acronym, is_proper, vocabulary

_WITHIN = frozenset(("of", "for", "and", "the", "&", "on", "'s", "’s"))

_JOINTS = frozenset((",", "and", "&", "or", "/"))

_LONGEST = 8

_SHORTEST = 3

_POST = 2


def guesses(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The model's guesses that hold; ``found`` are the names that rules found."""
    starts = {candidate.start for candidate in found}
    ends = {candidate.end for candidate in found}
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        span = _trimmed(ent)
        if span is None:
            continue
        if _is_field(span, starts):
            continue
        named = _is_name(span) and _in_list(span, starts, ends)
        if named or (_is_word(span) and (_acts(span) or _is_introduced(span))):
            starts.add(span.start_char)
            ends.add(span.end_char)
            yield Candidate(span.start_char, span.end_char, "ORG", Origin.MODEL)


def branches(words: WordTable) -> Iterator[Candidate]:
    """Acronyms with the country of a branch behind them: "XQB Somalia"."""
    for index, text in enumerate(words.text[:-1]):
        if len(text) < _SHORTEST or not (text.isupper() and text.isalpha() and words.proper[index]):
            continue
        close = words.place_end(index + 1)
        spaced = words.start[index + 1] == words.end[index] + 1
        country = spaced and words.is_country(index + 1, close)
        if country and text not in contexts().not_bodies and not words.text[index + 1].isupper():
            yield Candidate(words.start[index], words.end[close - 1], "ORG", "form:branch")


def _trimmed(ent: Span) -> Span | None:
    """Without "the" before and punctuation around."""
    first, last = ent.start, ent.end
    while first < last and (ent.doc[first].lower_ == "the" or not ent.doc[first].text[0].isalnum()):
        first += 1
    while last > first and not ent.doc[last - 1].text[-1].isalnum():
        last -= 1
    return ent.doc[first:last] if first < last else None


def _is_name(span: Span) -> bool:
    """Whether the words can be a body's name: an acronym, or two capitalised words and more."""
    if len(span) > _LONGEST or any(char.isdigit() for char in span.text):
        return False
    if span.text in contexts().not_bodies or span.text.lower() in names():
        return False
    if len(span) == 1:
        return span.text.isupper() and len(span.text) > 2 and is_acronym(span.text)  # noqa: PLR2004
    words = [token for token in span if token.lower_ not in _WITHIN]
    if any(token.text in contexts().not_bodies or token.is_space for token in span):
        return False
    if any(token.lower_ in ending_names() for token in words):
        return False
    if _is_post(span):
        return False
    last = words[-1].lower_
    telling = [word for word in words[:-1] if word.lower_ not in vocabulary().weak]
    if is_plural(last) or (last in heads() and not telling):
        return False
    proper = all(is_proper(token.text, token.lower_) for token in words)
    return proper and len(words) > 1 and span[0].lower_ not in adjectives()


def _is_post(span: Span) -> bool:
    """Whether the words ahead of "of" and "for" name a post: "Commissioner General of Prisons"."""
    ahead = takewhile(lambda token: token.lower_ not in ("of", "for"), span)
    return any(token.lower_ in posts().offices for token in ahead)


def _is_word(span: Span) -> bool:
    """Whether the words may be a body's name where the text introduces them as one."""
    if _is_name(span):
        return True
    text = span.text
    if len(span) > 1 or text in contexts().not_bodies or text.lower() in (*names(), *adjectives()):
        return False
    return (
        len(text) > 1
        and text.isalpha()
        and is_proper(text, text.lower())
        and text.lower() not in heads()
        and text.lower() not in vocabulary().portfolios
        and span.root.tag_ == "NNP"
    )


def _is_introduced(span: Span) -> bool:
    """Whether a noun says that the name is a body's: "X officials", "shares in X", "the firm X"."""
    root = span.root
    head = root.head
    if root.dep_ in {"compound", "poss"} and head.i >= span.end:
        return head.lower_ in contexts().belongs
    if root.dep_ == "pobj" and head.lower_ in ("of", "for", "at", "in", "from", "by"):
        return head.head.lower_ in contexts().bodies_of
    if root.dep_ == "pobj" and head.lower_ == "to":
        return head.head.lower_ == "according"
    if root.dep_ == "appos":
        return head.lower_ in contexts().sorts
    return any(
        child.dep_ == "appos" and child.lower_ in contexts().sorts for child in root.children
    )


def _is_field(span: Span, starts: set[int]) -> bool:
    """Whether it is what a post is about: "Director of Port Works in the Ministry of Trade"."""
    doc = span.doc
    if span.start < _POST or doc[span.start - 1].lower_ not in ("of", "for", "on"):
        return False
    if doc[span.start - _POST].lower_ not in posts().staff:
        return False
    if doc[span.start - 1].lower_ == "on":
        return True
    behind = doc[span.end : span.end + 3]
    within = len(behind) > 1 and behind[0].lower_ in ("in", "at", "within")
    return within and any(token.idx in starts for token in behind[1:])


def _acts(span: Span) -> bool:
    root = span.root
    head = root.head
    if root.dep_ == "nsubj":
        # "Vessel not yet nominated" lacks its auxiliary: nobody acts.
        passive = head.tag_ == "VBN" and not any(c.dep_ == "aux" for c in head.children)
        if passive and len(span) == 1:
            return False
        return verbs().subjects.may_be_body(head.lower_)
    if root.dep_ != "pobj":
        return False
    if head.dep_ == "agent":
        return True
    return _governs(head.head, head.lower_)


def _governs(noun: Token, preposition: str) -> bool:
    word = noun.lower_
    if preposition == "with":
        return word in contexts().cooperation or word in contexts().dealings
    if preposition in ("of", "from"):
        return word in posts().staff or word in contexts().cooperation
    return False


def _in_list(span: Span, starts: set[int], ends: set[int]) -> bool:
    """Whether a comma or "and" joins it to a body found."""
    doc, before, after = span.doc, span.start - 1, span.end
    if before > 0 and doc[before].text in _JOINTS:
        previous = doc[before - 1]
        if previous.idx + len(previous) in ends:
            return True
    if after + 1 < len(doc) and doc[after].text in _JOINTS:
        following = doc[after + 1]
        article = following.lower_ == "the" and after + 2 < len(doc)
        return (doc[after + 2].idx if article else following.idx) in starts
    return False
