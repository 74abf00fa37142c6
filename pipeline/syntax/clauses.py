"""Clauses: the parse of a paragraph as predicates with slots.

After PredPatt (White et al., Universal Decompositional Semantics on Universal Dependencies, 2016):
predicates and arguments are read off the parse once, in terms that no domain word enters, so that
rules speak of subjects and objects and never of paths. Passives are turned round, a coordination is
handed out to its members, what a clause leaves unsaid (a shared subject, the noun that a relative
clause describes) is lent to it.
"""

from collections.abc import Iterable, Iterator

from pipeline.document import Clause, Phrase, Relation
from pipeline.document.span import Span
from pipeline.language.load import grammar, verbs
from pipeline.syntax.factuality import Form, Governor, factuality
from pipeline.syntax.parse import Parse
from pipeline.syntax.phrases import phrase, phrases
from pipeline.syntax.slots import SURFACE, own_slots, verb_lemma
from pipeline.syntax.tree import DEEPEST

RELATIONS: dict[str, Relation] = {
    "conj": "conjunct",
    "relcl": "relative",
    "acl": "participle",
    "advcl": "adverbial",
    "ccomp": "complement",
    "csubj": "complement",
    "csubjpass": "complement",
    "xcomp": "infinitive",
    "pcomp": "prepositional",
    "parataxis": "main",
    "dep": "main",
}
NO_PREDICATE = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "case", "prep", "punct"})


def clauses(parse: Parse) -> list[Clause]:
    """The clauses of a paragraph in the order of their heads; spans are relative to the ``Doc``."""
    return _Reader(parse).read()


class _Reader:
    """Reads the clauses off one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.heads = [unit for unit in range(len(parse.words)) if self._is_predicate(unit)]
        self.index = {unit: at for at, unit in enumerate(self.heads)}
        self.made: dict[int, Clause] = {}

    def read(self) -> list[Clause]:
        return [self._clause(unit) for unit in self.heads]

    def _is_predicate(self, unit: int) -> bool:
        parse = self.parse
        if parse.unit[unit] != unit or parse.is_name(unit):
            return parse.unit[unit] == unit and parse.heads[unit] == unit
        dep = parse.deps[unit]
        if dep == "ROOT":
            return parse.words[unit].isalnum() or len(parse.children[unit]) > 0
        if not parse.tags[unit].startswith("VB") or dep in NO_PREDICATE:
            return False
        return parse.lemmatise.is_verb(parse.words[unit])

    def _is_verbal(self, unit: int) -> bool:
        return self.parse.tags[unit].startswith("VB") and not self.parse.is_name(unit)

    # --- one clause -----------------------------------------------------------------------------

    def _clause(self, unit: int) -> Clause:
        if unit not in self.made:
            made = self._verbal(unit) if self._is_verbal(unit) else self._nominal(unit)
            self.made[unit] = made
        return self.made[unit]

    def _nominal(self, unit: int) -> Clause:
        """A line without a verb: its head noun, and the phrases that hang on it as slots."""
        parse = self.parse
        found = [p for noun in parse.conjuncts(unit) for p in phrases(parse, "object", noun)[:1]]
        lemma = found[0].lemma if found else parse.words[unit]
        return Clause(
            span=self._span(unit),
            head=parse.span(parse.extent(unit)),
            lemma=lemma,
            kind="nominal",
            factuality="happened",
            slots=tuple(found),
        )

    def _verbal(self, unit: int) -> Clause:
        parse = self.parse
        governor, relation = self._governor(unit)
        form = self._form(unit)
        passive = self._is_passive(unit, governor, form)
        slots = own_slots(parse, unit, passive=passive)
        lemma = verb_lemma(parse, unit)
        borrowed: set[str] = set()
        for lent in self._lent(unit, relation, governor, slots, passive=passive):
            slots.append(lent)
            borrowed.add(lent.relation)
        above = self._clause(governor) if governor is not None else None
        known = None if above is None else Governor(self._governing(unit, above), above.factuality)
        state = factuality(form, relation, known)
        if any(p.determiner == "negative" for p in slots if p.relation in {"subject", "object"}):
            state = "denied"
        return Clause(
            span=self._span(unit),
            head=parse.span((unit, unit + 1)),
            lemma=lemma,
            kind="verbal",
            factuality=state,
            relation=relation,
            governor=None if governor is None else self.index[governor],
            passive=passive,
            perfect=form.is_perfect and "had" not in form.auxiliaries,
            slots=tuple(slots),
            borrowed=frozenset(borrowed),
        )

    def _governing(self, unit: int, above: Clause) -> str:
        """The word that decides whether a clause is so: the verb above, or the noun of a plan.

        "signed an agreement to hold a forum": what is agreed on is intended.
        """
        parse = self.parse
        if parse.deps[unit] in {"acl", "relcl"} and parse.tags[unit] == "VB":
            noun = parse.words[parse.heads[unit]]
            return noun if noun in verbs().intentions else above.lemma
        return above.lemma

    def _span(self, unit: int) -> Span:
        """All that hangs on a predicate, less the clauses coordinated with it."""
        return self.parse.span(self._reach(unit, top=True))

    def _reach(self, unit: int, *, top: bool = False) -> tuple[int, int]:
        parse = self.parse
        low, high = parse.extent(unit)
        for child in parse.children[unit]:
            if (top and parse.deps[child] == "conj" and child in self.index) or (
                parse.deps[child] == "punct"
            ):
                continue
            first, last = self._reach(child)
            low, high = min(low, first), max(high, last)
        return low, high

    def _governor(self, unit: int) -> tuple[int | None, Relation]:
        """The predicate above, through the nouns and prepositions between, and the relation."""
        parse, at = self.parse, unit
        dep = parse.deps[unit]
        if dep in {"ccomp", "parataxis"} and parse.is_parted(unit):
            return None, "main"
        relation: Relation = RELATIONS.get(dep, "main")
        if dep in {"acl", "relcl"} and parse.tags[unit] == "VB" and self._form(unit).is_infinitive:
            relation = "infinitive"
        if dep == "advcl" and self._form(unit).is_infinitive:
            relation = "infinitive"
        if dep == "pobj":
            relation = "prepositional"
        while parse.heads[at] != at:
            at = parse.heads[at]
            if at in self.index:
                return at, relation
        return None, "main"

    def _form(self, unit: int) -> Form:
        parse = self.parse
        aux = {parse.words[child] for child in parse.of(unit, "aux", "auxpass")}
        negated = any(True for _ in parse.of(unit, "neg"))
        never = any(parse.words[child] in {"never", "hardly"} for child in parse.of(unit, "advmod"))
        marks = frozenset(parse.words[child] for child in parse.of(unit, "mark", "advmod"))
        if not aux and parse.deps[unit] == "conj" and parse.tags[unit] in {"VBN", "VB", "VBG"}:
            # "was drilled and repaired", "will meet and sign": the auxiliaries are shared.
            head = parse.heads[unit]
            if head in self.index and parse.tags[head] == parse.tags[unit]:
                shared = self._form(head)
                aux = set(shared.auxiliaries)
                negated = negated or shared.negated
        return Form(parse.tags[unit], frozenset(aux), negated or never, marks)

    def _is_passive(self, unit: int, governor: int | None, form: Form) -> bool:
        parse = self.parse
        if any(True for _ in parse.of(unit, "auxpass", "nsubjpass")):
            return True
        if parse.tags[unit] not in {"VBN", "VBD"} or form.auxiliaries & grammar().auxiliaries.have:
            return False
        dep = parse.deps[unit]
        agent = any(True for _ in parse.of(unit, "agent"))
        if dep in {"acl", "relcl"} and any(True for _ in parse.of(unit, "nsubj")):
            return False  # "a webinar that A and B hosted"
        if dep == "acl" or (agent and not any(True for _ in parse.of(unit, "dobj"))):
            return True
        if parse.tags[unit] == "VBN" and dep in {"conj", "advcl", "relcl", "ROOT"}:
            has_subject = any(True for _ in parse.of(unit, "nsubj"))
            if dep == "conj" and governor is not None:
                return self._is_passive(governor, None, self._form(governor))
            return not has_subject
        return False

    # --- what other clauses lend ------------------------------------------------------------------

    def _lent(
        self,
        unit: int,
        relation: Relation,
        governor: int | None,
        slots: list[Phrase],
        *,
        passive: bool,
    ) -> Iterable[Phrase]:
        surface = "object" if passive else "subject"
        filled = {slot.relation for slot in slots}
        if self.parse.deps[unit] in {"relcl", "acl"}:
            yield from self._antecedent(unit, filled, surface)
            return
        if governor is None or surface in filled:
            return
        if relation in {"conjunct", "infinitive", "adverbial", "prepositional"}:
            yield from self._shared(unit, governor, relation, surface)

    def _antecedent(self, unit: int, filled: set[str], surface: str) -> Iterator[Phrase]:
        """The noun that a relative clause or participle describes, in the slot that it fills."""
        parse = self.parse
        noun = self._described(unit)
        if noun in self.index and self._is_verbal(noun):
            return
        relation = self._slot_of_pronoun(unit, surface)
        if relation is None:
            relation = surface if surface not in filled else "object"
            if relation in filled:
                return
        yield phrase(parse, relation, noun)

    def _described(self, unit: int) -> int:
        """The noun that a clause describes: behind a comma, the head of the whole phrase.

        "The helpline for survivors, which X runs": not the survivors. A name is described itself.
        """
        parse = self.parse
        noun = parse.heads[unit]
        first, _ = self._reach(unit)
        who = any(parse.words[child] in {"who", "whom", "whose"} for child in parse.children[unit])
        if first == 0 or parse.words[first - 1] != "," or who:
            return noun
        for _ in range(DEEPEST):
            above = parse.heads[noun]
            if parse.is_name(noun) or parse.deps[noun] != "pobj" or parse.deps[above] != "prep":
                return noun
            over = parse.heads[above]
            if parse.tags[over].startswith("VB") or over == above:
                return noun
            noun = over
        return noun

    def _slot_of_pronoun(self, unit: int, surface: str) -> str | None:
        """The relation in which the relative pronoun of a clause stands."""
        parse = self.parse
        for child in parse.children[unit]:
            if parse.words[child] in {"where", "when"} and parse.deps[child] == "advmod":
                return "in"
            if parse.is_relative(child):
                if parse.deps[child] in SURFACE:
                    return surface
                if parse.deps[child] in {"dobj", "pobj"}:
                    return "object"
            if parse.deps[child] == "prep":
                for noun in parse.of(child, "pobj"):
                    if parse.is_relative(noun):
                        return parse.words[child]
        return None

    def _shared(
        self, unit: int, governor: int, relation: Relation, surface: str
    ) -> Iterator[Phrase]:
        """The subject that a clause shares with its governor."""
        parse = self.parse
        above = self._clause(governor)
        if parse.deps[unit] == "xcomp":
            objects = [p for p in above.slots if p.relation in {"object", "recipient"}]
            if objects and not above.passive:
                yield from (lent.updated(relation=surface) for lent in objects)
                return
        source = "object" if above.passive else "subject"
        if relation == "conjunct" and above.passive and not self._shares_auxiliary(unit):
            source = "object"
        yield from (
            lent.updated(relation=surface) for lent in above.slots if lent.relation == source
        )

    def _shares_auxiliary(self, unit: int) -> bool:
        return not any(True for _ in self.parse.of(unit, "aux", "auxpass"))
