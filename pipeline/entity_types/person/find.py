"""Finds names of people in a ``Doc``."""

from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.document import Origin
from pipeline.document.candidates import Candidate, Finder
from pipeline.document.details import PersonDetail
from pipeline.document.span import Span as Offsets
from pipeline.entity_types.person.context import aged, attributed, is_told, posted, ruled, shaped
from pipeline.entity_types.person.doubt import is_doubtful
from pipeline.entity_types.person.methods import Method
from pipeline.entity_types.person.roles import Roles
from pipeline.entity_types.person.vocabulary import PhraseFinder, words
from pipeline.language.load import places
from pipeline.names.countries import adjectives, names
from pipeline.names.heads import heads
from pipeline.names.words import vocabulary

MOST_TOKENS = 8
MOST_WORDS = 6
_MONTH_NAMES = frozenset(("april", "may", "june", "august", "march"))
_FULL = (2, 3)
"""Words of a full name that nothing but the post before it tells."""


def build(nlp: Language) -> Finder:
    """Compile the phrase matchers once."""
    honorifics = PhraseFinder(nlp, "honorifics", "ranks")
    posts = PhraseFinder(nlp, "posts")

    def find(doc: Doc) -> Iterable[Candidate]:
        offices = posts(doc)
        titles = [
            title
            for title in honorifics(doc)
            if not (_is_within(title, offices) or _is_inside_name(title))
        ]
        roles = Roles(doc, offices, titles)
        taken: set[int] = set()
        held: list[Offsets] = []  # what stands in somebody's role is no further person
        for name, title, method in _names(doc, titles, offices):
            if any(token.i in taken for token in name):
                continue
            taken.update(token.i for token in name)
            role, affiliation = roles.of(name, title)
            held += [role] if role is not None else []
            detail = PersonDetail(
                honorific=title.text if title is not None else None,
                role=role,
                affiliation=affiliation,
            )
            found = method
            if method == Origin.MODEL:
                inside = any(r.start <= name.start_char < r.end for r in held)
                if inside or is_doubtful(name):
                    continue
                told = len(name) > 1 and (role is not None or is_told(name))
                found = Method.CONTEXT if told else method
            yield Candidate(name.start_char, name.end_char, "PERSON", found, detail)

    return find


def _names(
    doc: Doc, titles: list[Span], offices: list[Span]
) -> Iterator[tuple[Span, Span | None, str]]:
    """Names with their honorific: behind titles, behind posts, told by form, then the model's."""
    for title in _runs(doc, titles):
        name = _name_from(doc, title.end, titled=True)
        if name is not None:
            yield name, title, Method.HONORIFIC
    for office in offices:
        name = _behind_post(doc, office)
        if name is not None:
            yield name, None, Method.POST
    yield from _told(doc)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            name = _trimmed(ent)
            if name is not None:
                yield _with_given(name), None, Origin.MODEL


def _told(doc: Doc) -> Iterator[tuple[Span, None, str]]:
    """Names told by their own form or by what stands around them."""
    for method, found in (
        (Method.FORM, shaped(doc)),
        (Method.REGIME, ruled(doc)),
        (Method.APPOSITION, chain(attributed(doc), posted(doc), aged(doc))),
    ):
        for name in found:
            yield name, None, method


def _is_within(title: Span, offices: Iterable[Span]) -> bool:
    """Whether a title is one word of a post: the "General" of "Attorney General"."""
    return any(
        office.start <= title.start and title.end <= office.end and len(office) > len(title)
        for office in offices
    )


def _is_inside_name(title: Span) -> bool:
    """Whether a title is a name in the midst of one: "Hassan Sheikh Mohamud"."""
    if title.text not in words("also_names") or not title.start:
        return False
    before = title.doc[title.start - 1]
    known = words("honorifics") | words("ranks") | words("posts")
    return _is_name_word(before) and before.tag_ == "NNP" and before.text not in known


def _runs(doc: Doc, titles: list[Span]) -> Iterator[Span]:
    """Honorifics that follow each other as one: "H.E. Mr."."""
    start: int | None = None
    for index, title in enumerate(titles):
        start = title.start if start is None else start
        following = titles[index + 1] if index + 1 < len(titles) else None
        if following is None or following.start != title.end:
            yield doc[start : title.end]
            start = None


def _behind_post(doc: Doc, office: Span) -> Span | None:
    """The name that a post introduces: "President X", "the Minister for Y, X Z, said"."""
    end = office.end
    if end < len(doc) and doc[end].text == ",":
        name = _name_from(doc, end + 1)
        closed = name is not None and name.end < len(doc) and doc[name.end].text in {",", ")"}
        return name if closed and name is not None and len(name) > 1 and _is_free(name) else None
    name = _name_from(doc, end)
    if name is None:
        return None
    if name.root.ent_type_ == "PERSON":
        return name
    addressed = office.text in words("address") or _is_full(name)
    return name if addressed and not name.text.isupper() and _is_free(name) else None


def _is_full(name: Span) -> bool:
    """Whether two or three words behind a post are none that a body or its field is named with."""
    named = vocabulary()
    known = named.portfolios | named.owners | named.weak | places().wide | heads().keys()
    said = [token.lower_ for token in name]
    return (
        len(said) in _FULL
        and all(token.tag_ == "NNP" and token.text.isalpha() for token in name)
        and not any(word in known or word in adjectives() or word in names() for word in said)
        and not any(token.text in words("not_names") for token in name)
    )


def _is_free(name: Span) -> bool:
    """The model takes the whole name for no place, and for no body without the post."""
    taken = {"GPE", "LOC", "ORG", "NORP", "FAC"}
    goes_on = name[0].ent_iob_ == "I"
    return len(name) == 1 or goes_on or not all(token.ent_type_ in taken for token in name)


def _name_from(doc: Doc, start: int, *, titled: bool = False) -> Span | None:
    """The name that begins at a token: capitalised words, initials and particles between them.

    ``titled``: behind an honorific a month is a given name, "Ms. April Jones".
    """
    end = start
    counted = 0
    index = start
    while index < min(start + MOST_TOKENS, len(doc)) and counted < MOST_WORDS:
        token = doc[index]
        if _is_acronym_behind(doc, index, counted):
            break
        if _is_name_word(token) or (titled and not counted and _is_month_name(doc, index)):
            counted += 1
            index += 1
            end = index
        elif end > start and _is_hyphened_small(doc, index):
            index += 2
            end = index
        elif _joins(doc, index, end > start):
            index += 1
        else:
            break
        if token.text.endswith((",", ";", ":")):
            break
    return doc[start:end] if end > start else None


def _is_acronym_behind(doc: Doc, index: int, counted: int) -> bool:
    """Whether a body's acronym follows a name in small letters: "Luis Mora FAO Representative"."""
    text = doc[index].text
    if counted < _FULL[0] or not (text.isupper() and text.isalpha() and len(text) > _FULL[0]):
        return False
    return not doc[index - 1].is_upper


def _is_month_name(doc: Doc, index: int) -> bool:
    """Whether a month stands before a name word: the given names April, May, June, August."""
    following = doc[index + 1 : index + 2]
    return (
        doc[index].lower_ in _MONTH_NAMES and bool(len(following)) and _is_name_word(following[0])
    )


def _is_hyphened_small(doc: Doc, index: int) -> bool:
    """Whether "-ho" goes on with a given name: "Min-ho"."""
    behind = doc[index + 1 : index + 2]
    joined = doc[index].text == "-" and not doc[index].whitespace_ and bool(len(behind))
    return joined and behind[0].is_lower and behind[0].is_alpha and not behind[0].is_stop


def _with_given(name: Span) -> Span:
    """Take in a given name in a list that the model left out: "A B, María José Núñez"."""
    if name.start < _FULL[0]:
        return name
    before, opening = name.doc[name.start - 1], name.doc[name.start - 2]
    listed = opening.text in {",", "and", "&"} and before.tag_ == "NNP"
    free = before.ent_type_ in {"", "PERSON"} and _is_name_word(before) and not before.is_upper
    known = words("honorifics") | words("ranks")
    if listed and free and before.text not in known:
        return name.doc[before.i : name.end]
    return name


def _is_name_word(token: Token) -> bool:
    text = token.text.rstrip(".")
    if not text or text in words("not_names") or text in words("posts"):
        return False
    if token.is_sent_start and token.ent_type_ != "PERSON" and token.is_stop:
        return False
    return text[0].isupper() and text.replace("-", "").replace("’", "").replace("'", "").isalpha()


def _joins(doc: Doc, index: int, inside: bool) -> bool:  # noqa: FBT001 - a flag of the parser
    """A particle or hyphen that a capitalised word follows."""
    token = doc[index]
    if index + 1 >= len(doc):
        return False
    following = doc[index + 1]
    particle = token.lower_ in words("particles") and (
        inside or token.lower_ in {"al", "el", "van"}
    )
    if particle and not token.text[0].isupper():
        return (
            following.text[0].isupper() or following.text == "-" or _joins(doc, index + 1, inside)
        )
    hyphen = inside and token.text in {"-", "–"} and not token.whitespace_
    return hyphen and following.text[0].isupper()


def _trimmed(ent: Span) -> Span | None:
    """The model's name without titles, roles and possessives; None where it is none."""
    tokens = list(ent)
    titles = words("honorifics") | words("ranks") | words("posts")
    while tokens and (tokens[0].text in titles or not tokens[0].text[0].isalpha()):
        tokens = tokens[1:]
    while tokens and not tokens[-1].text[-1].isalpha() and not _is_initial(tokens[-1]):
        tokens = tokens[:-1]
    if tokens and tokens[-1].tag_ == "POS":
        tokens = tokens[:-1]
    if not tokens or not _is_plausible(tokens):
        return None
    return ent.doc[tokens[0].i : tokens[-1].i + 1]


def _is_initial(token: Token) -> bool:
    return len(token.text) == 2 and token.text[0].isupper() and token.text[1] == "."  # noqa: PLR2004


def _is_plausible(tokens: list[Token]) -> bool:
    """Capitalised throughout, no word of another kind of name, no figure, no acronym."""
    small = words("particles")
    for token in tokens:
        known = token.text in words("not_names") or token.text in words("posts")
        if known or token.like_num or any(character.isdigit() for character in token.text):
            return False
        if token.text[0].islower() and token.lower_ not in small:
            return False
    first, last = tokens[0], tokens[-1]
    opener = first.lower_ in vocabulary().function_words or first.lower_ in words("locatives")
    if opener or (len(tokens) > 1 and last.tag_ == "NNPS"):
        return False
    if len(tokens) == 1:
        if first.lower_ in adjectives():
            return False
        return first.tag_ == "NNP" and not first.is_upper and len(first) > 2 and not first.is_stop  # noqa: PLR2004
    return not all(token.is_upper for token in tokens)
