"""What makes an event of a clause: a doer, a day, a thing it was done to, people it counts."""

from collections.abc import Sequence

from pipeline.document import Clause, Phrase
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report
from pipeline.language.load import grammar, is_people, people

QUOTES = frozenset("“\"«„‘'")
STANDING = frozenset({"as of", "as at"})
"""What leads the day on which something stood so, not the day on which it was done."""


def is_new(report: Report, thing: Phrase) -> bool:
    """Whether a phrase brings in a thing that can be held or made: "a chain", "12 nets"."""
    counted = any(report.figure(i) is not None for i in report.mentions_in(thing.span))
    new = thing.determiner == "indefinite" or counted
    return new and thing.noun not in lexicon().abstract.nouns and thing.noun[:1].isalpha()


def is_share(report: Report, thing: Phrase) -> bool:
    """Whether a phrase is a share of something, which says how far things have come."""
    head = report.head_mention(thing)
    figure = None if head is None else report.figure(head)
    return figure is not None and figure.unit == "%"


def is_dated(report: Report, clause: Clause) -> bool:
    """Whether a date stands in a slot of a clause itself."""
    return any(
        report.label(i) == "DATE" and report.date_of.get(i) is not None
        for slot in clause.slots
        if slot.relation not in clause.borrowed | STANDING
        for i in report.mentions_in(slot.span)
    )


def has_doer(report: Report, clause: Clause, *, weak: bool) -> bool:
    """Whether people or a body did it, or it was done without saying by whom."""
    subjects = [slot for slot in clause.slots if slot.relation == "subject"]
    if not subjects:
        return (
            clause.passive
            or clause.relation != "main"
            or any(slot.relation == "object" for slot in clause.slots)
        )
    return any(acts(report, slot) or (not weak and _may_act(slot)) for slot in subjects)


def _may_act(phrase: Phrase) -> bool:
    """Whether a thing can have done something: no number, time or text does."""
    idle = lexicon().abstract.nouns | lexicon().texts.nouns
    return phrase.noun not in idle and phrase.noun[:1].isalpha()


def acts(report: Report, phrase: Phrase) -> bool:
    """Whether a phrase is of people, a body or a country."""
    head, noun = report.head_mention(phrase), phrase.noun
    label = None if head is None else report.label(head)
    if head is not None and label == "PLACE":
        return report.is_country(head)
    if label in {"ORG", "PERSON", "PROGRAMME"} or noun in grammar().pronouns.acting:
        return True
    called = report.words(phrase.head)[:1].isupper()
    if head is None and called and phrase.determiner == "definite":
        return True  # "the Presence", "the Fund"
    return is_people(noun) or noun in people().groups


def counts(report: Report, clause: Clause) -> bool:
    """Whether a clause counts those whom it serves: a result, also of an everyday verb."""
    if clause.lemma in lexicon().classes.uncounted:
        return False
    return any(
        slot.relation in {"object", "recipient", "subject"}
        and slot.relation not in clause.borrowed
        and is_people(slot.noun)
        and any(report.figure(i) is not None for i in report.mentions_in(slot.span))
        and (slot.relation != "subject" or clause.lemma in lexicon().classes.obtaining)
        for slot in clause.slots
    )


def is_idle(report: Report, clause: Clause, lemma: str, things: Sequence[Phrase]) -> bool:
    """Whether the object, or the lack of one, makes no event of the verb: "gave hope"."""
    withs = [slot for slot in clause.slots if slot.relation == "with"]
    if not things and withs and all(w.lemma in lexicon().abstract.nouns for w in withs):
        return True  # "met with difficulties"
    if not things and not any(slot.relation == "recipient" for slot in clause.slots):
        if lemma in lexicon().intransitive.verbs:
            return False
        return lemma in lexicon().weak.verbs or not is_dated(report, clause)
    return bool(things) and all(_is_abstract(report, thing) for thing in things)


def _is_abstract(report: Report, thing: Phrase) -> bool:
    """Whether a phrase is of no thing: "hope"; a title in quotation marks is one."""
    before = report.text[max(thing.span.start - 1, 0) : thing.span.start]
    return thing.lemma in lexicon().abstract.nouns and before not in QUOTES
