"""What the parse says, as values: clauses with slots, and phrases within phrases.

Spans are half-open and count code points. A component writes them relative to its ``Doc``;
:meth:`Clause.shift` moves them to the text of the document.
"""

from collections.abc import Iterator
from typing import Literal

from pipeline.document.span import Layer, Span

Factuality = Literal["happened", "ongoing", "planned", "possible", "general", "denied"]
"""Whether what a clause says is so (Saurí and Pustejovsky, FactBank, 2009, made coarser):
it happened, goes on, is intended, is possible or wished for, holds in general, or is denied."""

Relation = Literal[
    "main",
    "conjunct",
    "complement",
    "infinitive",
    "relative",
    "participle",
    "adverbial",
    "prepositional",
]
"""How a clause hangs on its governor; a clause without one is "main"."""

Determiner = Literal[
    "definite", "indefinite", "possessive", "demonstrative", "generic", "negative", "none"
]


class Phrase(Layer):
    """A noun phrase in a slot of a clause or of another phrase.

    ``relation`` is "subject", "object", "recipient", "predicate" (behind a copula), "when" (a noun
    phrase that stands as an adverb), "apposition", "possessor", or a preposition, also a complex
    one ("in cooperation with"). ``span`` leaves out relative clauses, participles and the other
    members of a coordination; each of these has a phrase of its own. ``head`` is the head noun, a
    whole name where that is one mention; ``lemma`` is its base form in lower case.
    """

    relation: str
    span: Span
    head: Span
    lemma: str
    determiner: Determiner = "none"
    plural: bool = False
    phrases: tuple["Phrase", ...] = ()

    @property
    def noun(self) -> str:
        """The last word of the lemma: "officer" of "police officer"."""
        return self.lemma.rsplit(" ", 1)[-1]

    def shift(self, by: int) -> "Phrase":
        """The same phrase, ``by`` code points further on."""
        return self.updated(
            span=self.span.shift(by),
            head=self.head.shift(by),
            phrases=tuple(phrase.shift(by) for phrase in self.phrases),
        )

    def walk(self) -> Iterator["Phrase"]:
        """The phrase and all those within it."""
        yield self
        for phrase in self.phrases:
            yield from phrase.walk()


class Clause(Layer):
    """A predicate and who or what stands in which relation to it.

    ``head`` is the verb, or the head noun of a line without one; ``lemma`` its base form, with the
    particle ("hand over"). A passive is turned round: ``passive`` says so, the slots are those of
    the active. ``governor`` indexes the clause that it is part of. ``borrowed`` names the slots
    that another clause lends: a shared subject, the noun that a relative clause describes.
    """

    span: Span
    head: Span
    lemma: str
    kind: Literal["verbal", "nominal"]
    factuality: Factuality
    relation: Relation = "main"
    governor: int | None = None
    passive: bool = False
    perfect: bool = False
    slots: tuple[Phrase, ...] = ()
    borrowed: frozenset[str] = frozenset()

    def shift(self, by: int, clauses: int) -> "Clause":
        """The same clause, ``by`` code points and ``clauses`` clauses further on."""
        return self.updated(
            span=self.span.shift(by),
            head=self.head.shift(by),
            governor=None if self.governor is None else self.governor + clauses,
            slots=tuple(slot.shift(by) for slot in self.slots),
        )

    def of(self, *relations: str) -> Iterator[Phrase]:
        """The phrases that stand in one of the relations."""
        return (slot for slot in self.slots if slot.relation in relations)
