"""The parse of one ``Doc``, mended: the children of its units and how far each reaches."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from pipeline.document.span import Span
from pipeline.language.load import grammar
from pipeline.syntax.lemmas import Lemmatiser
from pipeline.syntax.mending import mend
from pipeline.syntax.tree import Extent, Tree

PARTING = frozenset({";", ":", "–", "—"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


class Parse(Tree):
    """A mended tree with the children of each unit, read once."""

    def __init__(
        self,
        doc: Doc,
        mentions: Iterable[Span],
        lemmatise: Lemmatiser,
        dates: Iterable[Span] = (),
    ) -> None:
        super().__init__(doc, mentions, dates)
        self.lemmatise = lemmatise
        mend(self)
        self.children: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if self.unit[token] == token and head != token:
                self.children[head].append(token)

    def is_relative(self, unit: int) -> bool:
        """Whether a unit is a relative pronoun, and no name such as "WHO"."""
        return self.words[unit] in grammar().pronouns.relative and not self.is_name(unit)

    def is_parted(self, unit: int) -> bool:
        """Whether a clause and the later one that it hangs on are two, with a semicolon between.

        The parser takes the first of "A was built; B was opened" for what the second says.
        """
        head = self.heads[unit]
        if head < unit or any(True for _ in self.of(unit, "mark")):
            return False
        return any(word in PARTING for word in self.words[unit + 1 : head])

    def lemma(self, unit: int, pos: str) -> str:
        """The base form of a unit's head word."""
        return self.lemmatise(self.words[unit], pos)

    def of(self, unit: int, *relations: str) -> Iterator[int]:
        """The children of a unit that stand in one of the relations to it."""
        return (child for child in self.children[unit] if self.deps[child] in relations)

    def conjuncts(self, unit: int) -> list[int]:
        """A unit and those coordinated with it."""
        found = [unit]
        for child in self.of(unit, "conj"):
            found += self.conjuncts(child)
        return found

    def reach(self, unit: int, *, apart: frozenset[str] = frozenset()) -> Extent:
        """The range of the tokens that depend on a unit, subordinate clauses left out."""
        low, high = self.extent(unit)
        for child in self.children[unit]:
            dep = self.deps[child]
            if dep in CLAUSAL or dep in apart or dep == "punct":
                continue
            first, last = self.reach(child)
            low, high = min(low, first), max(high, last)
        return low, high
