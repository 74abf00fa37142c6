"""What around a name, or within it, says that it is a person's.

A patronymic, a family name before a hyphenated given name, a verb that only people are the subject
of, a post in small letters before the name, the word of a regime behind it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.entity_types.person.vocabulary import words
from pipeline.names.countries import adjectives, names
from pipeline.names.heads import heads

_MOST_GIVEN = 3
_MOST_WORDS = 5
_DASHES = frozenset({"–", "—", "-"})
_CLOSING = frozenset({"”", '"', "»", "’"})
_REACH = 6
_AGE = 2
_SPOKEN_OF = frozenset({"nsubj", "nsubjpass"})


def shaped(doc: Doc) -> Iterator[Span]:
    """Names that their own form tells: "Ivan Petrovich Orlov", "Park Ji-min", "Aida Omar kyzy"."""
    descendants, families = words("descendants"), words("family_first")
    patronymics = tuple(words("patronymics"))
    for at, text in enumerate([token.text for token in doc]):
        if text in descendants or text.endswith(patronymics):
            if at and _is_capital(doc[at - 1]) and (text in descendants or text[0].isupper()):
                yield _whole(doc, at)
        elif text in families and _is_hyphened_name(doc, at + 1):
            yield doc[at : at + 4]


def ruled(doc: Doc) -> Iterator[Span]:
    """The ruler in "the X regime", where X is no country's adjective and no known body's name."""
    for token in doc[2:]:
        if token.text not in words("rules") or doc[token.i - 2].lower_ != "the":
            continue
        ruler = doc[token.i - 1]
        if _is_capital(ruler) and not ruler.is_upper and ruler.ent_type_ in {"PERSON", "ORG"}:
            said = ruler.lower_
            if said not in adjectives() and said not in names() and ruler.tag_ == "NNP":
                yield doc[ruler.i : token.i]


def attributed(doc: Doc) -> Iterator[Span]:
    """The speaker behind a quotation and a dash: "... my children.” – Ana Orlova, midwife"."""
    for token in doc[2:]:
        if token.text in _DASHES and doc[token.i - 1].text in _CLOSING:
            name = _run(doc, token.i + 1)
            if name is not None and len(name) > 1:
                yield name


def posted(doc: Doc) -> Iterator[Span]:
    """Names that a post in small letters follows, also of one word or in capitals.

    "Suharmono, head of the village council", "AMAN ORLOV, the deputy minister of health".
    """
    posts = words("small_posts")
    for token in doc[1:]:
        if token.text != "," or not _is_capital(token.nbor(-1)):
            continue
        name = _run_before(doc, token.i)
        behind = doc[token.i + 1 : token.i + 1 + _REACH]
        if name is None or not _is_full_or_odd(name):
            continue
        for near in behind:
            if near.text in posts:
                yield name
                break
            small = near.is_lower and near.tag_ in {"NN", "JJ", "DT", "VBN"}
            if not small:
                break


def aged(doc: Doc) -> Iterator[Span]:
    """Names beside an age: "Ana Orlova, 22, ...", "11-year-old Ana Orlova"."""
    for token in doc[1:]:
        age = token.is_digit and len(token) <= _AGE
        if age and token.nbor(-1).text == "," and token.i + 1 < len(doc):
            name = _run_before(doc, token.i - 1)
            if name is not None and len(name) > 1 and token.nbor(1).text in {",", "."}:
                yield name
        if token.lower_ == "old" and token.nbor(-1).text == "-":
            name = _run(doc, token.i + 1)
            if name is not None and len(name) > 1:
                yield name


def is_told(name: Span) -> bool:
    """Whether a name is the subject of a deed, or a post in small letters stands beside it."""
    before = name[0].nbor(-1) if name.start else None
    if before is not None and before.text in words("small_posts"):
        return True
    after = name.doc[name.end : name.end + _REACH]
    if len(after) > 1 and after[0].text == "," and _tells(after[1:]):
        return True
    root = name.root
    return root.dep_ in _SPOKEN_OF and root.head.lower_ in words("deeds")


def _tells(phrase: Span) -> bool:
    """Whether "a former mayor", "34" or "who" begins here."""
    first = phrase[0]
    if (first.is_digit and len(first) <= _AGE) or first.lower_ in {"who", "whose", "aged"}:
        return True
    for token in phrase:
        if token.is_punct:
            return False
        if token.text in words("small_posts"):
            return True
    return False


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.text[-1].isalpha()


def _run(doc: Doc, start: int) -> Span | None:
    """The name words from a token on, at most four, hyphens within them."""
    end = start
    while end < len(doc) and end - start < _MOST_WORDS and (_is_part(doc[end]) or _links(doc, end)):
        end += 1
    return doc[start:end] if end > start else None


def _run_before(doc: Doc, end: int) -> Span | None:
    """The name words up to a token."""
    start = end
    while (
        start and end - start < _MOST_WORDS and (_is_part(doc[start - 1]) or _links(doc, start - 1))
    ):
        start -= 1
    return doc[start:end] if end > start else None


def _links(doc: Doc, at: int) -> bool:
    """Whether a hyphen joins two name words."""
    inside = 0 < at < len(doc) - 1 and doc[at].text == "-" and not doc[at].whitespace_
    return inside and _is_part(doc[at - 1]) and _is_part(doc[at + 1])


def _is_full_or_odd(name: Span) -> bool:
    """Whether a run can be a person's name: no country, body or field of one, no acronym."""
    if any(token.lower_ in heads() or token.lower_ in names() for token in name):
        return False
    if len(name) == 1:
        taken = name[0].ent_type_ in {"LOC", "ORG", "NORP", "FAC"}
        return not name[0].is_upper and name[0].tag_ == "NNP" and not taken
    return True


def _is_hyphened_name(doc: Doc, at: int) -> bool:
    """Whether a hyphenated given name with a small second part begins here: "Ji-min"."""
    given = doc[at : at + _MOST_GIVEN]
    if len(given) < _MOST_GIVEN or given[1].text != "-" or given[1].whitespace_:
        return False
    return _is_capital(given[0]) and given[2].is_lower and given[2].is_alpha


def _whole(doc: Doc, at: int) -> Span:
    """The run of capitalised words around a telling one, at most three to each side."""
    first = at
    while first and at - first < _MOST_GIVEN and _is_part(doc[first - 1]):
        first -= 1
    last = at + 1
    while last < len(doc) and last - at < _MOST_GIVEN and _is_part(doc[last]):
        last += 1
    return doc[first:last]


def _is_part(token: Token) -> bool:
    known = token.text in words("not_names") or token.text in words("posts")
    title = token.text in words("honorifics") or token.text in words("ranks")
    return _is_capital(token) and not known and not title and not token.is_stop
