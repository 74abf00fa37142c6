"""Whether what a clause says is so: by tense, modal, negation and the verb that it depends on.

The scale is that of FactBank (Saurí and Pustejovsky, 2009), the polarity that verbs lend to their
complements that of Nairn et al. (2006).
"""

from typing import NamedTuple

from pipeline.document import Factuality, Relation
from pipeline.language.load import grammar, verbs


class Form(NamedTuple):
    """What the words of a verb group say: tag of the verb, auxiliaries, negation, conjunction."""

    tag: str
    auxiliaries: frozenset[str]
    negated: bool
    marks: frozenset[str]

    @property
    def is_infinitive(self) -> bool:
        """Whether it is "to" and a verb."""
        return self.tag == "VB" and "to" in self.auxiliaries

    @property
    def is_perfect(self) -> bool:
        """Whether "have" makes it a perfect."""
        return self.tag in {"VBN", "VBD"} and bool(self.auxiliaries & grammar().auxiliaries.have)


class Governor(NamedTuple):
    """The clause that a clause depends on: its verb and whether it is so itself."""

    lemma: str
    factuality: Factuality


def factuality(form: Form, relation: Relation, governor: Governor | None) -> Factuality:
    """Whether a clause is so."""
    own = _of_form(form)
    if governor is None or relation in {"main", "conjunct"}:
        return _settled(form, own, governor)
    if relation == "infinitive":
        return _denied_if(form, _of_infinitive(governor))
    return _denied_if(form, _under(form, own, relation, governor))


def _of_form(form: Form) -> Factuality | None:
    """What the verb group says by itself; None for a participle, which says nothing of time."""
    aux = form.auxiliaries
    if form.negated:
        return "denied"
    if form.marks & grammar().conjunctions.conditional or aux & grammar().auxiliaries.modal:
        return "possible"
    if aux & grammar().auxiliaries.future:
        return "planned"
    if form.tag == "VBD" or "did" in aux or aux & {"was", "were", "had"}:
        return "happened"
    if form.is_perfect:
        return "happened"
    if form.tag == "VBG" and aux & {"is", "are", "am", "'s", "been", "be"}:
        return "ongoing"
    if form.tag in {"VBZ", "VBP"} or aux & {"is", "are", "am", "'s", "does", "do"}:
        return "general"
    return None


def _settled(form: Form, own: Factuality | None, governor: Governor | None) -> Factuality:
    if own is not None:
        return own
    if governor is not None:
        return governor.factuality
    # A headline or a list item: "Centre opened in Osh", "to be opened".
    return "planned" if "to" in form.auxiliaries else "happened"


def _of_infinitive(governor: Governor) -> Factuality:
    known = verbs()
    if governor.lemma in known.denial:
        return "denied" if governor.factuality in {"happened", "ongoing", "general"} else "possible"
    if governor.factuality in {"denied", "possible"}:
        return governor.factuality
    if governor.lemma in known.intention or governor.lemma in known.intentions:
        return "planned"
    if governor.lemma in known.implicative:
        return governor.factuality
    return "possible"


def _under(
    form: Form, own: Factuality | None, relation: Relation, governor: Governor
) -> Factuality:
    """A clause that is no infinitive, under its governor."""
    known = verbs()
    if relation == "complement":
        if governor.lemma in known.denial:
            return "denied"
        if own is None:
            return _of_gerund(governor)
        if own == "general" and governor.lemma in known.discussion:
            return "possible"
        return own
    if own is not None:
        return own
    if relation == "prepositional" and form.tag == "VBG":
        return governor.factuality
    return governor.factuality if governor.factuality != "general" else "happened"


def _of_gerund(governor: Governor) -> Factuality:
    """A participle that is the object of a verb: "discussed holding", "began overseeing"."""
    known = verbs()
    if governor.lemma in known.discussion or governor.lemma in known.intention:
        return "possible" if governor.lemma in known.discussion else "planned"
    return governor.factuality


def _denied_if(form: Form, value: Factuality) -> Factuality:
    return "denied" if form.negated else value
