"""From parts to sections: which heading begins what, and which text stands under it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.families.profile import Profile
from pipeline.segment.parts import Part
from pipeline.segment.period import Period, month_number, year_of_month
from pipeline.segment.roles import country_before_colon, ranks_above, same_look, stands_below
from pipeline.segment.vocabulary import compiled, vocabulary, words_pattern

Kind = Literal["milestone", "feature", "section", "story", "country"]

PICTURE_GAP = 4
"""Line breaks from which on something that is no text stands between two passages."""
LARGE_GAP = 7
"""Line breaks that tell of a picture even without a quote beside it."""
STORY_SO_FAR = 8
"""How many paragraphs back a story is compared with what follows."""
UNLIKE = 0.12
"""Below this cosine of their words a paragraph has little to do with the story before it."""
CHRONICLE = 2
"""The least number of paragraphs headed by a date that make a chronicle."""
ITEM = "item"
"""The cause of a milestone that is one item of a list or a chronicle."""
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")


@dataclass(slots=True)
class SectionDraft:
    """A section while it is being filled; parts by position.

    ``above`` is the heading over its own heading; ``cause`` says why a part without a title was
    told apart.
    """

    kind: Kind
    title: int | None = None
    above: int | None = None
    month: str | None = None
    month_rule: str | None = None
    country: str | None = None
    cause: str | None = None
    body: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """Sections in order; theme headings by position; list runs with the section they stand in."""

    drafts: list[SectionDraft] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)


def outline(parts: Sequence[Part], profile: Profile, period: Period | None) -> Outline:
    """Put every text-bearing part into a section."""
    return _Walk(parts, profile, period).run()


class _Walk:
    """One pass over the parts, in reading order."""

    def __init__(self, parts: Sequence[Part], profile: Profile, period: Period | None) -> None:
        self.parts = parts
        self.profile = profile
        self.period = period
        self.found = Outline()
        self.current: SectionDraft | None = None
        self.zone: tuple[str | None, str | None] | None = None
        self.look: Part | None = None
        self.month: Part | None = None
        self.above: int | None = None
        self.country: str | None = None
        self.quotes: list[int] = []
        months = [i for i, part in enumerate(parts) if part.role == "month"]
        self.last_month = months[-1] if months else None
        self.chronicle = _chronicle(parts, profile) if not months else {}

    def run(self) -> Outline:
        """Walk."""
        for position, part in enumerate(self.parts):
            if part.role == "month":
                self._enter_month(position, part)
            elif part.role == "theme":
                self._theme(position)
            elif part.role == "heading":
                self._heading(position, part)
            elif part.role == "list_title":
                self._belongs(position)
            elif part.role == "quote":
                self.quotes.append(position)
            elif part.is_text:
                self._text(position, part)
        self._settle_quotes()
        return self.found

    # --- headings -----------------------------------------------------------------------------

    def _enter_month(self, position: int, part: Part) -> None:
        self._settle_quotes()
        self.month = part
        year, month = part.month or (None, 1)
        stated = year
        if year is None:
            year = year_of_month(month, self.period)
        if year is None:
            self.found.undated.append(position)
            self.zone = (None, "month heading without a year")
        else:
            rule = "month heading" if stated else "month heading; year from the period"
            self.zone = (f"{year:04d}-{month:02d}", rule)
        self.current, self.above, self.country = None, None, None

    def _theme(self, position: int) -> None:
        self._settle_quotes()
        self.found.themes.append(position)
        self.zone, self.current, self.above = None, None, None
        following = self._next(position)
        if following is not None and following.is_text:
            self._open("story", position)

    def _heading(self, position: int, part: Part) -> None:
        self._settle_quotes()
        if self.above is not None and not ranks_above(self.parts[self.above].shape, part.shape):
            self.above = None
        if part.sort in {"country", "region"}:
            self._place(position, part)
        elif part.sort == "parent" and self.zone is None:
            self.above = None
            self._open("section", position)
            self.above = position
        elif self.zone is not None and part.sort != "section" and not self._ends_months(part):
            self._heading_in_month(position, part)
        else:
            self.zone = None
            self._open("section" if part.sort == "section" else self.profile.headed, position)

    def _ends_months(self, part: Part) -> bool:
        """Whether a heading stands above the months: they were the parts of what it follows."""
        return self.month is not None and ranks_above(part.shape, self.month.shape)

    def _place(self, position: int, part: Part) -> None:
        """A country's name over stories, or over text of its own.

        Over the report's title, it is the country of all of it; in a list, it heads nothing.
        """
        self.zone, self.current, self.above = None, None, None
        self.country = part.country
        following = self._next(position)
        heads_report = any(other.role == "title" for other in self.parts[position:])
        heads_names = following is None or following.sort in {"country", "region"}
        if not (heads_report or heads_names):
            self._open("country" if part.country else "section", position)

    def _heading_in_month(self, position: int, part: Part) -> None:
        if self.current is None:
            self.look = self.look or part
            self._open("milestone", position)
        elif self.look is not None and stands_below(part.shape, self.look.shape):
            self._belongs(position)
        elif self.look is None or same_look(part.shape, self.look.shape):
            self._open("milestone", position)
        elif self.last_month is not None and position < self.last_month:
            self._open("feature", position)
        else:
            self.zone = None
            self._open(self.profile.headed, position)

    # --- text ---------------------------------------------------------------------------------

    def _text(self, position: int, part: Part) -> None:
        if position in self.chronicle:
            self._dated(position)
        elif part.role == "list_item" and self._is_month_of_items():
            self._open("milestone", None).cause = ITEM
        elif self.current is None:
            self._open("milestone" if self.zone else "section", None)
        elif part.role == "body":
            self._feature(position, part)
        is_item = self.current is not None and self.current.cause == ITEM
        if part.role == "body" or (part.role == "list_item" and is_item):
            self._settle_quotes()
            self._draft().body.append(position)
        self._belongs(position)

    def _is_month_of_items(self) -> bool:
        """Whether bullets stand directly under a month: each is a milestone."""
        return self.zone is not None and (self.current is None or self.current.cause == ITEM)

    def _dated(self, position: int) -> None:
        year, month = self.chronicle[position]
        self.zone = None
        draft = self._open("milestone", None)
        known = year if year is not None else year_of_month(month, self.period)
        if known is None:
            self.found.undated.append(position)
        else:
            draft.month = f"{known:04d}-{month:02d}"
            draft.month_rule = "date at the head of the paragraph"
            if year is None:
                draft.month_rule += "; year from the period"
        draft.cause = ITEM

    def _feature(self, position: int, part: Part) -> None:
        """A new story without a title: after a pull quote or a picture, unlike what goes before."""
        draft = self.current
        if draft is None or self.zone is None or not draft.body:
            return
        if draft.kind == "feature" and not self.quotes:
            return
        gap = max(self.parts[i].shape.gap for i in (*self.quotes, position))
        before = self.parts[position - 1]
        pictured = gap >= LARGE_GAP or before.role in {"caption", "table"}
        if not (self.quotes or pictured) or _carries_on(part.text):
            return
        story = " ".join(self.parts[i].text for i in draft.body[-STORY_SO_FAR:])
        own = likeness(part.text, story)
        if self.quotes:
            quoted = " ".join(self.parts[i].text for i in self.quotes)
            begins = likeness(part.text, quoted) > own or (gap >= PICTURE_GAP and own < UNLIKE)
            cause = "a pull quote stands before it that it is more like than the milestone"
        else:
            begins = own < UNLIKE
            cause = "a picture stands before it and it shares few words with the milestone"
        if begins:
            self._open("feature", None).cause = cause

    # --- drafts -------------------------------------------------------------------------------

    def _open(self, kind: Kind, title: int | None) -> SectionDraft:
        draft = SectionDraft(kind=kind, title=title, above=self.above, country=self.country)
        if self.zone is not None:
            draft.month, draft.month_rule = self.zone
        if title is not None:
            draft.members.append(title)
            draft.country = self.country or country_before_colon(self.parts[title].text)
        self.current = draft
        self.found.drafts.append(draft)
        return draft

    def _draft(self) -> SectionDraft:
        return self.current or self._open("section", None)

    def _belongs(self, position: int) -> None:
        if self.current is not None:
            self.current.members.append(position)

    def _settle_quotes(self) -> None:
        """Pull quotes go with the section that is open when the text goes on."""
        if self.current is not None:
            self.current.members += self.quotes
        self.quotes = []

    def _next(self, position: int) -> Part | None:
        return next((p for p in self.parts[position + 1 :] if not p.is_silent), None)


def _chronicle(parts: Sequence[Part], profile: Profile) -> dict[int, tuple[int | None, int]]:
    """Paragraphs that a date heads, with the year (if it is there) and the month.

    Only where a stretch between headings is a chronicle: most of its paragraphs are headed so.
    """
    if profile.milestones != "dated":
        return {}
    found: dict[int, tuple[int | None, int]] = {}
    stretch: list[int] = []
    planned = False
    for position, part in enumerate([*parts, None]):
        if part is None or part.is_heading:
            dated = {i: date for i in stretch if (date := _heading_date(parts[i])) is not None}
            if not planned and len(dated) >= max(CHRONICLE, len(stretch) / 2):
                found |= dated
            stretch = []
            planned = part is not None and _is_forthcoming(part)
        elif part.role in {"body", "list_item"}:
            stretch.append(position)
    return found


def _is_forthcoming(heading: Part) -> bool:
    """Whether a heading stands over what is still to come."""
    return words_pattern(vocabulary().forthcoming.words).search(heading.text) is not None


def _heading_date(part: Part) -> tuple[int | None, int] | None:
    """Year and month of the date at the head of a paragraph."""
    match = compiled(vocabulary().dated[0].pattern).fullmatch(part.text)
    if match is None:
        return None
    groups = match.groupdict()
    word = groups["month"] or groups["month2"]
    month = month_number(word) if word else int(groups["number"])
    year = groups["year"] or groups["year2"] or groups["year3"]
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    return int(year) if year else None, month


def _carries_on(text: str) -> bool:
    """Whether a paragraph opens with a word that refers to what was said before."""
    match = words_pattern(vocabulary().connectives.words).match(text)
    return match is not None


def likeness(one: str, other: str) -> float:
    """The cosine of two texts' content words, 0 to 1."""
    a, b = _content(one), _content(other)
    norm = sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(n * b[word] for word, n in a.items()) / norm if norm else 0.0


def _content(text: str) -> Counter[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return Counter(word for word in words if word not in STOP_WORDS)
