"""Noun phrases of a parse: each with its relation, its determiner and the phrases within it."""

from collections.abc import Iterator
from functools import cache

from pipeline.document import Determiner, Phrase
from pipeline.language.load import determiners, prepositions
from pipeline.syntax.parse import Parse
from pipeline.syntax.tree import DEEPEST

PLURAL = frozenset({"NNS", "NNPS"})
APART = frozenset({"conj", "cc", "appos", "preconj", "punct"})
"""What of a noun's children is no part of its phrase."""


def phrases(parse: Parse, relation: str, head: int, depth: int = 0) -> list[Phrase]:
    """The noun phrase of a head and those coordinated with it, in one relation."""
    return [phrase(parse, relation, unit, depth) for unit in parse.conjuncts(head)]


def phrase(parse: Parse, relation: str, head: int, depth: int = 0) -> Phrase:
    """The noun phrase of one head."""
    return Phrase(
        relation=relation,
        span=parse.span(parse.reach(head, apart=APART)),
        head=parse.span(parse.extent(head)),
        lemma=parse.lemma(head, "NOUN") if parse.tags[head] in PLURAL else parse.words[head],
        determiner=_determiner(parse, head),
        plural=parse.tags[head] in PLURAL,
        phrases=tuple(_within(parse, head, depth + 1)) if depth < DEEPEST else (),
    )


def _determiner(parse: Parse, head: int) -> Determiner:
    for child in parse.children[head]:
        if parse.deps[child] in {"det", "predet", "amod", "nummod"}:
            found = determiners().get(parse.words[child])
            if found is not None:
                return found
        if parse.deps[child] == "poss":
            return "possessive"
    return "none"


def _within(parse: Parse, head: int, depth: int) -> Iterator[Phrase]:
    """The phrases that hang on a noun: its possessor, appositions and prepositional ones."""
    for child in parse.children[head]:
        dep = parse.deps[child]
        if dep in {"prep", "agent"}:
            yield from oblique(parse, child, depth)
        elif dep == "appos":
            yield from phrases(parse, "apposition", child, depth)
        elif dep == "poss":
            yield from phrases(parse, "possessor", child, depth)
        elif dep in {"npadvmod", "nmod", "compound"} and parse.is_name(child):
            relation = "when" if dep == "npadvmod" else "modifier"
            yield from phrases(parse, relation, child, depth)


def oblique(parse: Parse, preposition: int, depth: int = 0) -> list[Phrase]:
    """The phrases behind a preposition, with those of prepositions coordinated with it."""
    found: list[Phrase] = []
    for unit in parse.conjuncts(preposition):
        relation = _joined(parse, unit)
        for noun in parse.of(unit, "pobj"):
            if parse.is_relative(noun):
                continue
            inner = _complex(parse, unit, noun)
            if inner is None:
                found += phrases(parse, relation, noun, depth)
            else:
                name, second = inner
                for target in parse.of(second, "pobj"):
                    found += phrases(parse, name, target, depth)
                # "in collaboration with X and with funding from Y"
                for other in parse.conjuncts(second)[1:]:
                    found += oblique(parse, other, depth)
        for nested in parse.of(unit, "prep"):
            if f"{parse.words[unit]} {parse.words[nested]}" in complex_prepositions():
                found += (
                    phrase.updated(relation=f"{parse.words[unit]} {parse.words[nested]}")
                    for phrase in oblique(parse, nested, depth)
                )
            else:
                found += oblique(parse, nested, depth)
    return found


def _joined(parse: Parse, preposition: int) -> str:
    """The preposition with the adverb before it, or the one behind it: "together with", "as of"."""
    for pair in (parse.words[max(preposition - 1, 0) :][:2], parse.words[preposition:][:2]):
        if " ".join(pair) in complex_prepositions():
            return " ".join(pair)
    return parse.words[preposition]


def _complex(parse: Parse, preposition: int, noun: int) -> tuple[str, int] | None:
    """The complex preposition that a preposition, its noun and the next one make, and the last."""
    for second in parse.of(noun, "prep", "agent"):
        name = f"{parse.words[preposition]} {parse.words[noun]} {parse.words[second]}"
        plain = (
            name if name in complex_prepositions() else _articled(parse, preposition, noun, second)
        )
        if plain in complex_prepositions():
            return plain, second
    return None


def _articled(parse: Parse, preposition: int, noun: int, second: int) -> str:
    """The same with the article that the noun has: "in the presence of"."""
    return f"{parse.words[preposition]} the {parse.words[noun]} {parse.words[second]}"


@cache
def complex_prepositions() -> frozenset[str]:
    """All complex prepositions."""
    known = prepositions()
    return frozenset((*known.nouns, *known.adverbs))
