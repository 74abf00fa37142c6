"""Reads a person's role and affiliation off the words beside the name.

"Mr. X, the Minister of Y", "the President of Z H.E. Mr. X", "the BODY Executive Director X": a role
is a phrase around the head word of a post; the body named before the head word is the affiliation.
"""

from spacy.tokens import Doc, Span, Token

from pipeline.span import Span as Offsets

TAIL_WORDS = frozenset({"of", "for", "in", "at", "to", "and", "the", "&", "-", "'s", "’s"})
TAIL_STARTS = frozenset({"of", "for", "in", "at", "to"})
MOST_TAIL = 14
MOST_MODIFIERS = 8
RoleAndBody = tuple[Offsets | None, Offsets | None]


class Roles:
    """The roles of one ``Doc``, each with where it begins and ends."""

    def __init__(self, doc: Doc, posts: list[Span]) -> None:
        self.doc = doc
        self.posts = _joined(doc, posts)

    def of(self, name: Span, title: Span | None) -> RoleAndBody:
        """The role and the affiliation beside a name, behind it first, then before it."""
        start = title.start if title is not None else name.start
        for post in self.posts:
            if post.start >= name.end and self._only_modifiers(name.end, post.start):
                return self._read(self._first_modifier(post), post, self._tail(post))
        for post in reversed(self.posts):
            if post.end <= start:
                tail = self._tail(post, limit=start)
                if self._touches(tail, start):
                    return self._read(self._first_modifier(post), post, tail)
        return None, None

    def _touches(self, end: int, start: int) -> bool:
        """Whether nothing but a comma stands between a role and a name."""
        between = self.doc[end:start].text.strip()
        return between in {"", ","}

    def _only_modifiers(self, start: int, end: int) -> bool:
        """Whether a comma or bracket and the words of a body lead from a name to a post."""
        between = self.doc[start:end]
        if not len(between):
            return False
        if between[0].text not in {",", "(", "–", "-", "—"} or len(between) > MOST_MODIFIERS:
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
        most = min(post.end + MOST_TAIL, len(self.doc) if limit is None else limit)
        if post.end >= most or self.doc[post.end].lower_ not in TAIL_STARTS:
            return post.end
        end = index = post.end
        while index < most:
            token = self.doc[index]
            if token.text[0].isupper() and token.text[0].isalpha():
                end = index + 1
            elif token.lower_ not in TAIL_WORDS:
                break
            index += 1
        return end

    def _read(self, first: int, post: Span, end: int) -> RoleAndBody:
        role = self.doc[post.start : end]
        body = self.doc[first : post.start]
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
    if token.ent_type_ in {"PERSON", "DATE"}:
        return False
    text = token.text
    return (text[0].isupper() and text.rstrip(".").isalnum()) or text in {"'s", "’s", "-", "&"}


def _offsets(span: Span) -> Offsets:
    return Offsets(start=span.start_char, end=span.end_char)
