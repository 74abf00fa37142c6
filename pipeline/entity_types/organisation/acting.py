"""Acronyms that no list has and no text defines: bodies where they act as one does.

"LAKEPRO organised a tour", "built by LAKEPRO", "a LAKEPRO-led team", "LAKEPRO's staff".
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from pipeline.document.candidates import Candidate
from pipeline.entity_types.organisation.methods import Method
from pipeline.language.load import verbs
from pipeline.names.contexts import contexts
from pipeline.names.countries import adjectives, names
from pipeline.names.heads import heads
from pipeline.names.words import POSSESSIVES, vocabulary

"""How such a mention was found: what did something once is a body wherever it stands."""
_SHORTEST = 3
_LONGEST = 12
_MOST_STEPS = 4


def acting(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Acronyms outside of the names that are found already, each where it does something."""
    taken = {at for candidate in found for at in range(candidate.start, candidate.end)}
    for token in doc:
        if token.idx in taken or not _is_spelt_so(token) or _is_shouted(token):
            continue
        if _does(token) or _is_agent(token) or _owns(token) or _is_partner(token):
            yield Candidate(token.idx, token.idx + len(token), "ORG", Method.ACTING)


def _is_spelt_so(token: Token) -> bool:
    """Whether a token is an acronym of three letters or more that is no known other thing."""
    text = token.text
    if not (_SHORTEST <= len(text) <= _LONGEST and text.isalpha() and text.isupper()):
        return False
    lower = token.lower_
    known = lower in names() or lower in adjectives() or lower in vocabulary().function_words
    return not known and text not in contexts().not_bodies and lower not in heads()


def _is_shouted(token: Token) -> bool:
    """Whether a word in capitals stands beside it, so that its own say nothing."""
    beside = [token.doc[at] for at in (token.i - 1, token.i + 1) if 0 <= at < len(token.doc)]
    return any(near.is_upper and near.is_alpha and len(near) > 1 for near in beside)


def _does(token: Token) -> bool:
    """Whether it is the subject of a verb of which bodies are the subject."""
    behind = token.doc[token.i + 1 : token.i + 3]
    if len(behind) and behind[0].lower_ in {"has", "have", "had", "will"}:
        behind = behind[1:]
    verb = behind[0] if len(behind) else None
    if verb is not None and verb.tag_.startswith("VB") and _is_deed(verb):
        return True
    return token.dep_ == "nsubj" and token.head.tag_.startswith("VB") and _is_deed(token.head)


def _is_deed(verb: Token) -> bool:
    return verbs().subjects.may_be_body(verb.lower_)


def _is_agent(token: Token) -> bool:
    """Whether it stands behind "by" of a passive, or in a list that does."""
    for _ in range(_MOST_STEPS):
        if token.dep_ not in {"conj", "appos"}:
            break
        token = token.head
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _is_partner(token: Token) -> bool:
    """Whether "together with" or "in cooperation with" stands before it."""
    before = [near.lower_ for near in token.doc[max(0, token.i - 2) : token.i]]
    return before[-1:] == ["with"] and before[0] in contexts().cooperation


def _owns(token: Token) -> bool:
    """Whether "'s" or "-led" follows."""
    behind = [near.text for near in token.doc[token.i + 1 : token.i + 3]]
    if behind[:1] and behind[0] in POSSESSIVES - {"'", "’"}:
        return True
    return behind[:1] == ["-"] and "".join(behind[1:]) in contexts().leading
