"""What a verb has in its own words: its lemma with what makes one verb with it, and its slots."""

from collections.abc import Iterable, Iterator

from pipeline.document import Phrase
from pipeline.language.load import verbs
from pipeline.syntax.parse import Parse
from pipeline.syntax.phrases import oblique, phrases

NOUNS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "DT", "CD", "EX", "$", "FW", "JJS"}
)
SURFACE = frozenset({"nsubj", "nsubjpass"})
RELATIONS = {
    "nsubj": "subject",
    "attr": "predicate",
    "oprd": "predicate",
    "acomp": "predicate",
    "npadvmod": "when",
    "tmod": "when",
    "appos": "when",
    "dep": "when",
    "nummod": "when",
    "nmod": "when",
}
"""The slots of dependents whose place in the tree alone decides."""
COPULAR = frozenset({"attr", "oprd", "acomp"})
LOOSE = frozenset({"appos", "dep", "nummod", "nmod"})
"""Dependents that are slots only where they are names."""


def own_slots(parse: Parse, unit: int, *, passive: bool) -> list[Phrase]:
    """The slots that a verb fills itself; those of a passive are those of its active."""
    found = [
        phrase
        for child in parse.children[unit]
        for phrase in _slot(parse, unit, child, passive=passive)
    ]
    if passive and not any(slot.relation == "subject" for slot in found):
        found += _agents(parse, found)
    return found


def _slot(parse: Parse, unit: int, child: int, *, passive: bool) -> Iterable[Phrase]:
    """The phrases of one dependent of a verb."""
    dep = parse.deps[child]
    if dep in {"prep", "agent"} or (dep == "conj" and parse.tags[child] == "IN"):
        return _oblique(parse, child, passive=passive)
    if parse.is_relative(child):
        return ()
    if dep == "nsubjpass" or (dep == "nsubj" and passive):
        # "The Inspectorate was given three boats"
        given = any(True for _ in parse.of(unit, "dobj"))
        return phrases(parse, "recipient" if given else "object", child)
    if dep == "dobj":
        return _objects(parse, unit, child)
    if dep == "dative":
        nouns = list(parse.of(child, "pobj")) or [child]
        return [phrase for noun in nouns for phrase in phrases(parse, "recipient", noun)]
    if (dep in COPULAR and parse.tags[child] not in NOUNS) or (
        dep in LOOSE and not parse.is_name(child)
    ):
        return ()
    return phrases(parse, RELATIONS[dep], child) if dep in RELATIONS else ()


def _objects(parse: Parse, unit: int, child: int) -> Iterable[Phrase]:
    """The phrases of a direct object."""
    if _is_inverted(parse, unit):
        return phrases(parse, "subject", child)
    if _is_fixed(parse, unit, child):
        # "changed hands"; "took delivery of four boats"; "held talks with the Minister"
        return [
            phrase.updated(relation="object") if phrase.relation == "of" else phrase
            for preposition in parse.of(child, "prep")
            for phrase in oblique(parse, preposition)
        ]
    return phrases(parse, "recipient" if _is_second(parse, unit, child) else "object", child)


def _agents(parse: Parse, slots: list[Phrase]) -> Iterator[Phrase]:
    """The doer of a passive that the parser hung on another noun: "to the new tools by X"."""
    for slot in slots:
        for phrase in slot.walk():
            if phrase is not slot and phrase.relation == "by" and _is_name(parse, phrase):
                yield phrase.updated(relation="subject")


def _is_name(parse: Parse, phrase: Phrase) -> bool:
    start = phrase.head.start
    return any(parse.span(extent).start == start for extent in parse.extents.values())


def _is_second(parse: Parse, unit: int, child: int) -> bool:
    """Whether a first of two objects is the one who is given something."""
    others = [other for other in parse.of(unit, "dobj", "oprd") if other > child]
    return bool(others) and parse.deps[others[0]] == "dobj"


def _oblique(parse: Parse, preposition: int, *, passive: bool) -> Iterator[Phrase]:
    agent = parse.deps[preposition] == "agent" or (passive and parse.words[preposition] == "by")
    # "opened by the Mayor and by the Head"
    again = [other for other in parse.of(preposition, "conj") if parse.tags[other] == "IN"]
    for phrase in (p for at in (preposition, *again) for p in oblique(parse, at)):
        if agent and phrase.relation == "by":
            yield phrase.updated(relation="subject")
        else:
            yield phrase


def verb_lemma(parse: Parse, unit: int) -> str:
    """The verb, with its particle or the noun that makes one verb with it."""
    lemma = parse.lemma(unit, "VERB")
    particle = next(parse.of(unit, "prt"), None)
    if particle is not None and not _leads_phrase(parse, unit, particle):
        return f"{lemma} {parse.words[particle]}"
    for noun in parse.of(unit, "dobj", "acomp", "advmod"):
        if _is_fixed(parse, unit, noun):
            return f"{lemma} {parse.words[noun]}"
    if _is_inverted(parse, unit):
        return f"{lemma} {parse.words[unit + 1]}"
    return lemma


def _is_inverted(parse: Parse, unit: int) -> bool:
    """Whether the subject stands behind verb and noun: "In the meeting took part officers"."""
    after = unit + 1
    return (
        after < len(parse.words)
        and parse.deps[after] == "compound"
        and _is_fixed(parse, unit, after)
        and not any(True for _ in parse.of(unit, *SURFACE))
    )


def _leads_phrase(parse: Parse, unit: int, particle: int) -> bool:
    """Whether a particle is a preposition after all: "passed the law on water"."""
    if particle <= unit + 1 or particle + 1 >= len(parse.words):
        return False
    return parse.tags[particle + 1].startswith("NN") or parse.tags[particle + 1] == "DT"


def _is_fixed(parse: Parse, unit: int, noun: int) -> bool:
    """Whether a verb and a bare word make one verb: "take part", "bring together"."""
    return f"{parse.lemma(unit, 'VERB')} {parse.words[noun]}" in verbs().fixed
