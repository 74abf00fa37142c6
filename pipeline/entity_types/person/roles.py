"""Reads a person's role and affiliation off the words beside the name.

"Mr. X, the Minister of Y", "the President of Z H.E. Mr. X", "the BODY Executive Director X": a role
is a phrase around the head word of a post; the body named before the head word is the affiliation.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.document.span import Span as Offsets
from pipeline.entity_types.person.vocabulary import words

TAIL_WORDS = frozenset(
    {"of", "for", "in", "at", "to", "on", "with", "charge", "and", "the", "&", "-", "'s", "’s"}
)
TAIL_STARTS = frozenset({"of", "for", "in", "at", "to", "on"})
SMALL_STARTS = frozenset({"of", "for", "at", "with"})
ARTICLES = frozenset({"a", "an", "the"})
MOST_TAIL = 14
MOST_MODIFIERS = 8
_LEAST_APPOSITION = 2
"""A comma and a post at least."""
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
RoleAndBody = tuple[Offsets | None, Offsets | None]


class Roles:
    """The roles of one ``Doc``, each with where it begins and ends; ``titles``: honorifics."""

    def __init__(self, doc: Doc, posts: list[Span], titles: Sequence[Span] = ()) -> None:
        self.doc = doc
        self.posts = _joined(doc, posts)
        self.titles = sorted(title.start for title in titles)
        people = (ent.start for ent in doc.ents if ent.label_ == "PERSON")
        self.names = sorted({*self.titles, *people})
        self.given: set[int] = set()
        """Posts behind a name that they belong to: no role of the name that follows."""

    def of(self, name: Span, title: Span | None) -> RoleAndBody:
        """The role and the affiliation beside a name, behind it first, then before it.

        In "the Minister of X, Mr. A, and the Ambassador of Y, Ms. B" the post behind A is B's.
        """
        start = title.start if title is not None else name.start
        before, behind = self._before(start), self._behind(name)
        if behind is not None and self._is_anothers(name, behind, alone=before is None):
            behind = None
        if behind is not None:
            self.given.add(behind.start)
            return self._read(behind, self._tail(behind))
        if before is not None:
            return self._read(before, self._tail(before, limit=start))
        if (small := self._small_before(start)) is not None:
            return self._read(small, small.end)
        small = self._small_behind(name)
        return (None, None) if small is None else self._read(small, self._small_tail(small))

    def _small_tail(self, post: Span) -> int:
        """Where "of the village council of Wates" behind a post in small letters ends."""
        end = index = post.end
        if index >= len(self.doc) or self.doc[index].lower_ not in SMALL_STARTS:
            return end
        while index < min(post.end + MOST_TAIL, len(self.doc)):
            token = self.doc[index]
            if token.tag_ in _NOMINAL:
                end = index + 1
            elif not self._links(index):
                break
            index += 1
        return end

    def _links(self, at: int) -> bool:
        """Whether a small word goes on with a tail; "and" only before another noun."""
        token, following = self.doc[at], self.doc[at + 1 : at + 2]
        if token.lower_ == "and":
            return bool(len(following)) and following[0].tag_ in _NOMINAL
        return token.lower_ in TAIL_WORDS or token.tag_ in {"DT", "PRP$"}

    def _small_behind(self, name: Span) -> Span | None:
        """The post in small letters in apposition: "X, a former deputy minister"."""
        after = self.doc[name.end : name.end + MOST_MODIFIERS]
        if len(after) > _LEAST_APPOSITION and after[1].is_digit and after[2].text == ",":
            after = after[2:]  # "X, 34, a farmer"
        if len(after) < _LEAST_APPOSITION or after[0].text != ",":
            return None
        if after[1].lower_ not in ARTICLES:
            return self._small_post(after[1].i, with_article=False)
        if len(after) == _LEAST_APPOSITION:
            return None
        return self._small_post(after[2].i, with_article=True)

    def _small_post(self, first: int, *, with_article: bool) -> Span | None:
        """The post or trade in small letters that begins at a token; None if none does."""
        last = None
        for token in self.doc[first : first + MOST_MODIFIERS]:
            if token.text in words("small_posts") or _is_trade(token, with_article=with_article):
                last = token
            elif not _is_small_noun(token):
                break
        return None if last is None else self.doc[first : last.i + 1]

    def _small_before(self, start: int) -> Span | None:
        """The post in small letters that stands directly before a name: "mission chief X"."""
        closed = start > 1 and self.doc[start - 1].text == ","
        start -= closed  # "Lagoon's chief executive, X, said"
        if not start or self.doc[start - 1].text not in words("small_posts"):
            return None
        first = start - 1
        while first and start - first < MOST_MODIFIERS and _is_small_noun(self.doc[first - 1]):
            first -= 1
        return self.doc[first:start]

    def _behind(self, name: Span) -> Span | None:
        for post in self.posts:
            if post.start >= name.end and self._only_modifiers(name.end, post.start):
                return post
        return None

    def _before(self, start: int) -> Span | None:
        for post in reversed(self.posts):
            if post.end > start or post.start in self.given:
                continue
            if post.end == start and post.text in words("address") and self._listed(post):
                continue
            if self._touches(self._tail(post, limit=start), start):
                return post
        return self._address(start)

    def _listed(self, address: Span) -> bool:
        """Whether a comma and another post's phrase stand before a form of address."""
        earlier = [post for post in self.posts if post.end < address.start]
        comma = address.start > 0 and self.doc[address.start - 1].text == ","
        if not (comma and earlier) or earlier[-1].start in self.given:
            return False
        return self._tail(earlier[-1], limit=address.start - 1) == address.start - 1

    def _address(self, start: int) -> Span | None:
        """The form of address right before a name: "Ambassador X"."""
        return next((p for p in self.posts if p.end == start and p.start not in self.given), None)

    def _is_anothers(self, name: Span, post: Span, *, alone: bool) -> bool:
        """Whether the post behind a name leads to the next name.

        A post joined by "and", or behind a name whose own post stands before it.
        """
        tail = self._tail(post)
        following = next((start for start in self.names if start >= tail), None)
        if following is None or not self._touches(tail, following):
            return False
        joined = any(token.lower_ == "and" for token in self.doc[name.end : post.start])
        return joined or not alone

    def _touches(self, end: int, start: int) -> bool:
        """Whether nothing but a comma and an honorific's article stand between role and name."""
        while start and self.doc[start - 1].text in words("address"):
            start -= 1  # "the Head of Mission, Ambassador X"
        between = self.doc[end:start].text.strip() if end < start else ""
        return between in {"", ","} or (start in self.titles and between in {"the", ", the"})

    def _only_modifiers(self, start: int, end: int) -> bool:
        """Whether a comma or bracket and the words of a body lead from a name to a post."""
        between = self.doc[start:end]
        if not len(between):
            return False
        led = between[0].text in {",", "(", "–", "-", "—"} or _is_acronym(between[0])
        if not led or len(between) > MOST_MODIFIERS:
            return False
        return all(
            token.lower_ in {"the", "a", "an", "and", "of"} or _is_modifier(token)
            for token in between[1:]
        )

    def _first_modifier(self, post: Span) -> int:
        start = post.start
        while (
            start > 0 and post.start - start < MOST_MODIFIERS and _is_modifier(self.doc[start - 1])
        ):
            start -= 1
        while start < post.start and not self.doc[start].text[0].isalnum():
            start += 1
        return start

    def _tail(self, post: Span, limit: int | None = None) -> int:
        """Where "of Foreign Affairs of the Republic of X" behind a post ends."""
        title = next((start for start in self.titles if start >= post.end), len(self.doc))
        most = min(post.end + MOST_TAIL, title if limit is None else limit)
        if post.end >= most or self.doc[post.end].lower_ not in TAIL_STARTS:
            return post.end
        end = index = post.end
        while index < most:
            token = self.doc[index]
            if token.ent_type_ in {"DATE", "TIME"}:
                break
            if token.text[0].isupper() and token.text[0].isalpha():
                end = index + 1
            elif token.lower_ not in TAIL_WORDS:
                break
            index += 1
        if end == post.end:
            small = self._small_tail(post)
            closed = small < len(self.doc) and self.doc[small].text == ","
            return small if closed and small <= most else end
        return end

    def _read(self, post: Span, end: int) -> RoleAndBody:
        start = post.start
        while start and self.doc[start - 1].text in words("post_modifiers"):
            start -= 1
        employer = post.end < end and self.doc[post.end].lower_ == "with"
        role = self.doc[start : post.end if employer else end]
        body = self.doc[min(self._first_modifier(post), start) : start]
        affiliation = body if len(body) else self._body_in(post, end)
        return _offsets(role), None if affiliation is None else _offsets(affiliation)

    def _body_in(self, post: Span, end: int) -> Span | None:
        """The body in a role's tail: "Director of the Drug Control Agency"."""
        start = post.end
        while start < end and not self.doc[start].text[0].isupper():
            start += 1
        return self.doc[start:end] if start < end else None


def _joined(doc: Doc, posts: list[Span]) -> list[Span]:
    """Posts that follow each other as one: "Deputy" and "Attorney General"."""
    joined: list[Span] = []
    for post in posts:
        if joined and joined[-1].end == post.start:
            joined[-1] = doc[joined[-1].start : post.end]
        else:
            joined.append(post)
    return joined


def _is_modifier(token: Token) -> bool:
    """A word of a body's name before a post: capitalised, an acronym, a possessive, a hyphen."""
    if token.ent_type_ in {"PERSON", "DATE"} or token.lower_ in ARTICLES:
        return False
    text = token.text
    return (text[0].isupper() and text.rstrip(".").isalnum()) or text in {"'s", "’s", "-", "&"}


def _is_small_noun(token: Token) -> bool:
    """A word in small letters that modifies a post: "mission" in "mission chief"."""
    modifies = (token.tag_, token.dep_) in {("NN", "compound"), ("JJ", "amod"), ("JJ", "compound")}
    return modifies and token.is_lower and token.is_alpha


def _is_acronym(token: Token) -> bool:
    return token.is_upper and token.is_alpha and len(token) > 2  # noqa: PLR2004 - letters


def _is_trade(token: Token, *, with_article: bool) -> bool:
    """Whether a noun behind a name says what someone does: "an epidemiologist", "midwife"."""
    if token.tag_ != "NN" or not token.is_lower or token.text in words("not_roles"):
        return False
    if token.text.endswith(tuple(words("trades"))):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return with_article and (following is None or following.tag_ not in {"NN", "NNS", "JJ"})


def _offsets(span: Span) -> Offsets:
    return Offsets(start=span.start_char, end=span.end_char)
