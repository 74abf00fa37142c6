"""Who speaks: the mention that the subject of a clause of communication names or stands for."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Literal

from pipeline.document import Clause, Document, Person, Phrase
from pipeline.document.details import PersonDetail
from pipeline.document.span import Span
from pipeline.language.load import Gendered, gender, verbs

Pronoun = Literal["he", "she"]
BACK = 6
"""Paragraphs back in which the person stands whom a pronoun speaks of."""
BESIDE = 40
"""Code points between a verb and the name beside it that the parser missed as its subject."""
_TURN = re.compile(r"[\s,]{1,9}(?:the\s)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def speech_verbs() -> frozenset[str]:
    """Verbs that tell of speech, whether or not what was said stands in quotation marks."""
    return verbs().communication


@cache
def quoting_verbs() -> frozenset[str]:
    """Verbs that tell of speech beside words in quotation marks."""
    return verbs().communication | verbs().quoting


class Speakers:
    """Finds the speaker of a clause of communication in one document."""

    def __init__(self, document: Document) -> None:
        self.text = document.text or ""
        self.mentions = document.mentions or ()
        self.clauses = document.clauses or ()
        self.paragraphs = document.paragraphs or ()
        self.here = document.here
        self.person_of: dict[int, Person] = {
            mention: person for person in document.people or () for mention in person.mentions
        }

    def of_clause(self, clause: Clause, around: Span | None = None) -> int | None:
        """The mention that speaks in a clause; None where it is nobody named, or one of two.

        Args:
            clause: Of communication.
            around: Where to look for the speaker whom the parser, led astray by quotation marks,
                did not find; without it, a name right beside the verb is the speaker.
        """
        subjects = list(clause.of("subject"))
        if not subjects:
            beside = self._beside(clause)
            return beside if beside is not None or around is None else self._only(clause, around)
        found = {self.of_phrase(phrase) for phrase in subjects}
        return found.pop() if len(found) == 1 else None

    def of_phrase(self, phrase: Phrase) -> int | None:
        """The mention that a phrase names, or stands for as a pronoun, a post or part of a name."""
        named = self._named(phrase)
        if named is not None:
            return named
        word = phrase.head.of(self.text)
        for pronoun in ("he", "she"):
            if word.lower() == pronoun:
                return self._pronoun(pronoun, phrase.head.start)
        if word.lower() == "they":
            return self._last_subject(phrase.head.start, "ORG")
        if word[:1].isupper() and phrase.determiner == "none":
            return self._part_of_name(word, phrase.head.start)
        if phrase.determiner in {"definite", "possessive"}:
            return self._holder(phrase.lemma, phrase.head.start)
        return None

    # --- names ------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase) -> int | None:
        """The person at the head of a phrase or in apposition to it; else the body at its head."""
        heads = [phrase.head, *(p.head for p in phrase.phrases if p.relation == "apposition")]
        at_heads = [i for head in heads for i in self._over(head)]
        people = [i for i in at_heads if self._label(i) == "PERSON"]
        if people:
            return people[0]
        # "Head of the Office Ms. X": the parser may hang the name anywhere in the phrase.
        within = [
            i for i in self.here.mentions_in(phrase.span) if self.mentions[i].label == "PERSON"
        ]
        if len(within) == 1 and self.mentions[within[0]].span.end == phrase.span.end:
            return within[0]
        return next((i for i in self._over(phrase.head) if self._label(i) == "ORG"), None)

    def _over(self, span: Span) -> list[int]:
        around = Span(start=max(span.start - 200, 0), end=span.end)
        return [i for i in self.here.beginning_in(around) if self.mentions[i].span.overlaps(span)]

    def _label(self, index: int) -> str:
        return self.mentions[index].label

    def _beside(self, clause: Clause) -> int | None:
        """The person or body right behind a verb or right before it: "said Ms. X", "X added"."""
        start, end = clause.head.start, clause.head.end
        behind = self.here.beginning_in(Span(start=end, end=end + BESIDE))
        before = self.here.beginning_in(Span(start=max(start - BESIDE, 0), end=start))
        for index in [*list(behind)[:1], *list(before)[-1:]]:
            span = self.mentions[index].span
            between = (
                self.text[end : span.start] if span.start >= end else self.text[span.end : start]
            )
            detail = self.mentions[index].detail
            title = detail.honorific if isinstance(detail, PersonDetail) else None
            rest = between.replace(title, "") if title else between
            if self._label(index) in {"PERSON", "ORG"} and (not rest.strip() or _TURN.match(rest)):
                return index
        return None

    def _only(self, clause: Clause, around: Span) -> int | None:
        """The only person in a stretch whom no phrase of the clause holds."""
        held = [slot.span for slot in clause.slots]
        people = [
            i
            for i in self.here.mentions_in(around)
            if self._label(i) == "PERSON"
            and not any(span.contains(self.mentions[i].span) for span in held)
        ]
        return people[0] if len(people) == 1 else None

    def _part_of_name(self, word: str, before: int) -> int | None:
        """The person one part of whose name a word is, where that is one person's only."""
        people = list(self._before(before, "PERSON"))
        holders = [i for i in people if word in self._words(i)]
        same = {self._identity(i) for i in holders}
        return holders[0] if len(same) == 1 else None

    def _holder(self, noun: str, before: int) -> int | None:
        """The one person of the paragraphs before whose post a noun names: "the Minister"."""
        holders = [
            i
            for i in self._before(before, "PERSON")
            if (role := self._role(i)) and noun in {w.lower() for w in _WORD.findall(role)}
        ]
        same = {self._identity(i) for i in holders}
        return holders[0] if len(same) == 1 else None

    # --- pronouns ---------------------------------------------------------------------------------

    def _pronoun(self, pronoun: Pronoun, before: int) -> int | None:
        """The last person whom "he" or "she" fits for sure; else the one whom it may mean."""
        people = list(self._before(before, "PERSON"))
        possible = [i for i in people if self._gender(i) in {pronoun, None}]
        sure = [i for i in possible if self._gender(i) == pronoun]
        if not possible:
            return None
        later = possible[: possible.index(sure[0])] if sure else possible
        if not later:
            return sure[0]
        subject = self._last_subject(before, "PERSON")
        if subject is not None and subject in possible:
            return subject
        same = {self._identity(i) for i in (*later, *sure[:1])}
        return later[0] if len(same) == 1 else None

    def _gender(self, index: int) -> Pronoun | None:
        """The gender that a title, a post or the ending of a name tells."""
        known = gender()
        same = self._same(index)
        titles = " ".join(self._title(i) for i in same).lower().replace(".", " ")
        role = (self._role(index) or "").lower()
        words = [word.lower() for i in same for word in self._words(i)]
        tells: tuple[tuple[Pronoun, Gendered], ...] = (("he", known.he), ("she", known.she))
        told: set[Pronoun] = {
            of for of, told in tells if any(f" {t} " in f" {titles} " for t in told.titles)
        } or {of for of, told in tells if told.nouns & set(_WORD.findall(role))}
        if not told:
            told = {of for of, known_ in tells if any(w.endswith(known_.endings) for w in words)}
        return told.pop() if len(told) == 1 else None

    def _same(self, index: int) -> tuple[int, ...]:
        person = self.person_of.get(index)
        return person.mentions if person is not None else (index,)

    def _title(self, index: int) -> str:
        detail = self.mentions[index].detail
        return (detail.honorific or "") if isinstance(detail, PersonDetail) else ""

    def _role(self, index: int) -> str | None:
        person = self.person_of.get(index)
        return person.role if person is not None else None

    def _words(self, index: int) -> list[str]:
        return self.mentions[index].span.of(self.text).replace("-", " ").split()

    def _identity(self, index: int) -> object:
        person = self.person_of.get(index)
        return person.mentions if person is not None else self.mentions[index].span.of(self.text)

    # --- what stands before -----------------------------------------------------------------------

    def _before(self, offset: int, label: str) -> Iterator[int]:
        """The mentions of a label before an offset in its section, the last first."""
        paragraph = self.here.paragraph_at(offset)
        if paragraph is None:
            return
        section = self.paragraphs[paragraph].section
        for index in self.here.mentions_before(offset, label):
            at = self.here.paragraph_at(self.mentions[index].span.start)
            if at is None or paragraph - at > BACK or self.paragraphs[at].section != section:
                return
            yield index

    def _last_subject(self, offset: int, label: str) -> int | None:
        """The last of these that is the subject of a clause."""
        for index in self._before(offset, label):
            span = self.mentions[index].span
            if any(at in self._subjects for at in range(span.start, span.end)):
                return index
        return None

    @cached_property
    def _subjects(self) -> frozenset[int]:
        """Where the heads of surface subjects begin."""
        return frozenset(
            slot.head.start
            for clause in self.clauses
            for slot in clause.of("object" if clause.passive else "subject")
        )
