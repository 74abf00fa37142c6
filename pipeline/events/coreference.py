"""Whom "the Office", "we" and "the two sides" stand for, where the report makes it plain.

A definite description is the body named before it whose name has the same head noun ("the Service":
"State Hydrometeorological Service"); "we" is the publisher; "they", "the two" and "the
participants" are those of the event told before.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pipeline.document import EventRole, Phrase
from pipeline.document.layers.events import PUBLISHER
from pipeline.document.span import Span
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report
from pipeline.language.load import grammar, people

ALIAS = re.compile(
    r"\s?\((?:[“\"‘'«]\s?)?the\s(?P<alias>[A-Z][\w-]*(?:\s[A-Z][\w-]*)?)\s?[”\"’'»]?\)"
)


PAIRS = ("two", "both")
"""Stand for two of those named before."""


class Coreference:
    """Resolves definite descriptions and pronouns of one report to mentions."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def bodies(self) -> list[int]:
        """The mentions of bodies and programmes, in the order of the text."""
        report = self.report
        return [i for i in range(len(report.mentions)) if report.label(i) in {"ORG", "PROGRAMME"}]

    @cached_property
    def aliases(self) -> dict[str, int]:
        """Short names that the text gives in brackets: "X (“the Project”)"."""
        found: dict[str, int] = {}
        for i in self.bodies:
            match = ALIAS.match(self.report.text, self.report.mentions[i].span.end)
            if match is not None:
                found[match["alias"].lower()] = i
        return found

    @cached_property
    def publisher(self) -> int | None:
        """A mention of the body that publishes the report: the one that its frame names most."""
        report = self.report
        if report.publisher is not None:
            return PUBLISHER
        frame = " ".join(
            report.words(p.span)
            for p in report.paragraphs
            if p.role in {"title", "period", "furniture"}
        )
        masthead = report.document.masthead
        frame = f"{masthead.publisher if masthead and masthead.publisher else ''} {frame}"
        counted: Counter[str] = Counter()
        first: dict[str, int] = {}
        for i in self.bodies:
            if report.label(i) != "ORG":
                continue
            body = report.body_of.get(i)
            names = {
                report.words(report.mentions[i].span),
                *([body.name] if body else []),
                *([body.acronym] if body and body.acronym else []),
            }
            key = body.name if body else report.words(report.mentions[i].span)
            hits = max(
                (
                    len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", frame)) * len(name)
                    for name in names
                ),
                default=0,
            )
            if hits and key not in counted:
                counted[key] = hits
                first[key] = i
        return first[counted.most_common(1)[0][0]] if counted else None

    def resolve(self, phrase: Phrase, before: Sequence[EventRole]) -> list[int]:
        """The mentions that a phrase without one stands for.

        Args:
            phrase: A noun phrase.
            before: The actors of the event told before it.
        """
        head, pronouns = phrase.noun, grammar().pronouns
        if head in pronouns.first_person or self._is_ours(phrase):
            return [self.publisher] if self.publisher is not None else []
        actors = [role.mention for role in before]
        if head in pronouns.anaphoric:
            return self._two(actors) if head in PAIRS else actors
        if head in lexicon().classes.attending and phrase.span == phrase.head:
            return _attending(head, before)  # "participants adopted"
        if phrase.determiner not in {"definite", "demonstrative", "possessive"}:
            return []
        if head in lexicon().classes.attending and phrase.determiner != "possessive":
            return _attending(head, before)
        return self._described(phrase, head)

    def _two(self, before: Sequence[int]) -> list[int]:
        """The two bodies among those before, where there are just two; else all."""
        bodies = [i for i in before if self.report.label(i) != "PERSON"]
        return bodies if len(bodies) == len(PAIRS) else list(before)

    def _is_ours(self, phrase: Phrase) -> bool:
        words = phrase.span.of(self.report.text).lower()
        return words.startswith("our ") and phrase.lemma in people().groups

    def _described(self, phrase: Phrase, head: str) -> list[int]:
        """The body that a definite description takes up."""
        words = self.report.words(Span(start=phrase.span.start, end=phrase.head.end))
        name = re.sub(r"^(?:the|this|these|its|their)\s", "", words, flags=re.IGNORECASE).lower()
        if name in self.aliases:
            return [self.aliases[name]]
        if not words.split()[-1][:1].isupper() or phrase.phrases:
            return []
        if head not in people().groups and not self._is_own_name(head):
            return []
        said = set(name.split())
        alike = [i for i in self.bodies if self._has_head(i, head) and said <= self._words_of(i)]
        earlier = [i for i in alike if self.report.mentions[i].span.start < phrase.span.start]
        if earlier:
            return [earlier[-1]]
        publisher = self.publisher
        if publisher is not None and (head in lexicon().classes.own or self._is_own_name(head)):
            return [publisher]
        return []

    def _is_own_name(self, head: str) -> bool:
        """Whether a noun is what the publisher calls itself: "the Presence" of "X Presence in"."""
        masthead = self.report.document.masthead
        name = masthead.publisher if masthead is not None else None
        before_of = re.split(r"\s(?:of|in|for|to)\s", name.lower())[0].split() if name else []
        return before_of[1:] != [] and before_of[-1] == head

    def _words_of(self, mention: int) -> set[str]:
        return set(self.report.words(self.report.mentions[mention].span).lower().split())

    def _has_head(self, mention: int, head: str) -> bool:
        words = self.report.words(self.report.mentions[mention].span).lower().split()
        before_of = words[: words.index("of")] if "of" in words else words
        return len(words) > 1 and (words[-1] == head or (bool(before_of) and before_of[-1] == head))


def _attending(head: str, before: Sequence[EventRole]) -> list[int]:
    """Those of the event told before; only who took part, where "the participants" says so."""
    if head in lexicon().classes.attendees:
        took_part = [role.mention for role in before if role.role == "participant"]
        if took_part:
            return took_part
    return [role.mention for role in before]
