"""What speaks against the model's guess of a person: it may be a place, an ailment, a product."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from pipeline.document import Mention, Origin
from pipeline.entity_types.person.vocabulary import words
from pipeline.names.contexts import contexts
from pipeline.names.countries import names

_IN_LISTS = frozenset({"and", "or", ",", ", and", ", or", "and the", "&", "/"})
_LONGEST_JOINT = 8
_MOST_STEPS = 12


def is_doubtful(name: Span) -> bool:
    """Whether a name stands where a thing's or a place's does: "in X", "the X road", "X fever".

    The name of a country is no person's, whatever the model says.
    """
    root = name.root
    if all(token.lower_ in names() for token in name) or _modifies_a_thing(root):
        return True
    if name.text.lower() in names() or (len(name) == 1 and _is_bare(name[0])):
        return True
    first = name[0]
    if len(name) == 1 and first.i and first.nbor(-1).lower_ in {"the", "a", "an"}:
        return True
    for _ in range(_MOST_STEPS):
        if root.dep_ not in {"conj", "appos"}:
            break
        root = root.head
    return root.dep_ == "pobj" and root.head.lower_ in words("locatives")


def _is_bare(token: Token) -> bool:
    """Whether one word opens a sentence and does nothing that people do, or a bracket follows it.

    "Hire has doubled", "Wates (Cilacap district)"; a noun that sorts bodies: "the club Wates".
    """
    behind = token.doc[token.i + 1 : token.i + 2]
    before = token.doc[max(token.i - 1, 0) : token.i]
    if len(before) and before[0].lower_ in contexts().sorts:
        return True
    if len(behind) and behind[0].text == "(":
        return True
    opens = token.is_sent_start or not len(before)
    told = token.dep_ in {"nsubj", "nsubjpass"} and token.head.lower_ in words("deeds")
    return opens and not told


def not_among_places(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the model's people that a list joins to a place: "X and Tripoli"."""
    mentions = list(mentions)
    kept: list[Mention] = []
    for index, mention in enumerate(mentions):
        guess = mention.label == "PERSON" and mention.origin is Origin.MODEL
        beside = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
        if not (guess and any(_lists(text, mention, other) for other in beside)):
            kept.append(mention)
    return kept


def _modifies_a_thing(root: Token) -> bool:
    """Whether the name modifies a noun in small letters that is no kin or staff of a person."""
    head = root.head
    modifies = root.dep_ in {"compound", "amod", "nmod"} and head.i > root.i
    return modifies and head.is_lower and head.lower_ not in words("retinue")


def _lists(text: str, person: Mention, other: Mention) -> bool:
    """Whether a joint of a list stands between a person and a place."""
    if other.label != "PLACE" or other.origin is Origin.MODEL:
        return False
    left, right = sorted((person.span, other.span), key=lambda span: span.start)
    gap = text[left.end : right.start]
    return len(gap) <= _LONGEST_JOINT and gap.strip() in _IN_LISTS
