"""The parse of one ``Doc`` with each mention as one unit, and the noun phrases in it.

A mention ("Ministry of Labour, Social Protection and Family") hangs on the tree as a whole: what
its words are to each other is no grammar of the sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipeline.document import Determiner, Phrase
from pipeline.document.span import Span
from pipeline.language.load import prepositions

Extent = tuple[int, int]
"""A half-open range of tokens."""

NOUNS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "DT", "CD", "EX", "$", "FW", "JJS"}
)
PLURAL = frozenset({"NNS", "NNPS"})
RELATIVE = frozenset({"which", "that", "who", "whom", "whose", "where", "when"})
PARTING = frozenset({";", ":", "–", "—"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
APART = frozenset({"conj", "cc", "appos", "preconj", "punct"})
DETERMINERS: dict[str, Determiner] = {
    "the": "definite",
    "a": "indefinite",
    "an": "indefinite",
    "another": "indefinite",
    "some": "indefinite",
    "several": "indefinite",
    "this": "demonstrative",
    "these": "demonstrative",
    "that": "demonstrative",
    "those": "demonstrative",
    "such": "demonstrative",
    "both": "demonstrative",
    "most": "generic",
    "every": "generic",
    "any": "generic",
    "no": "negative",
    "neither": "negative",
}
SPELT = {"instal": "install", "enrol": "enroll", "fulfil": "fulfill", "instil": "instill"}
"""Two spellings of one verb."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LISTING = frozenset({",", "and", "the", "as", "well"})
ARTICLES = frozenset({"the", "a", "an", "this", "these", "our", "its", "their", "his", "her"})
DEEPEST = 12
"""Phrases within phrases are followed so far; a parse that nests deeper is broken."""


class Parse:
    """Heads, relations and children of the units of a ``Doc``, read once."""

    def __init__(
        self,
        doc: Doc,
        mentions: Iterable[Span],
        lemmatise: "Lemmatiser",
        dates: Iterable[Span] = (),
    ) -> None:
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.lemmatise = lemmatise
        heads = [token.head.i for token in doc]
        self.unit = list(range(len(heads)))
        self.extents: dict[int, Extent] = {}
        for mention in mentions:
            self._join(mention, heads)
        self.dated = {self._end_of(span) for span in dates}
        self.heads = [self.unit[head] for head in heads]
        self._part_names()
        self._raise_verbs()
        self._join_lists()
        self.children: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(self.heads):
            if self.unit[token] == token and head != token:
                self.children[head].append(token)

    def _join(self, mention: Span, heads: Sequence[int]) -> None:
        """Make the tokens of a mention one unit: the one whose head lies outside of it."""
        found = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if found is None:
            return
        first, last = found.start, found.end
        # The token nearest to the root: none of its ancestors can be in the mention, so that
        # joining its tokens makes no circle.
        root = min(range(first, last), key=lambda token: (_depth(token, heads), token))
        self.unit[first:last] = [root] * (last - first)
        self.extents[root] = first, last

    def _end_of(self, mention: Span) -> int:
        """The token behind a mention; -1 where no token ends with it."""
        found = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return -1 if found is None else found.end

    def _begins_noun(self, token: int) -> bool:
        """Whether a bare noun stands behind a date: "On 5 June 2019 parliament passed"."""
        return token in self.dated and self.tags[token] in {"NN", "NNS"}

    def _part_names(self) -> None:
        """Part a name from the noun phrase that begins right behind it, which the parser joined.

        "On 3 May 2018 | the Union launched", "finished on 13 May | a course": a name and a phrase
        with an article of its own, and no sign between, are two phrases. The second one is the
        subject of its verb, or the object if the verb stands ahead.
        """
        for name, (_, end) in sorted(self.extents.items(), key=lambda item: item[1]):
            if end >= len(self.words) or self.doc[end].is_sent_start:
                continue
            noun = self.heads[end] if self.words[end] in ARTICLES else self.unit[end]
            if self._begins_noun(end):
                noun = end
                while self.deps[noun] in {"compound", "amod", "nmod"} and self.heads[noun] > noun:
                    noun = self.heads[noun]
            if not (
                self.words[end] in ARTICLES
                or self._begins_noun(end)
                or (noun in self.extents and self.extents[noun][0] == end)
            ):
                continue
            if self.unit[noun] != noun or noun == name:
                continue
            preposition = self._preposition_over(name, noun)
            verb = self._verb_over(preposition) if preposition is not None else None
            if preposition is None or verb is None:
                continue
            subject = noun < verb
            if subject is not (end <= verb) or self._has(verb, subject=subject):
                continue
            self.heads[name], self.deps[name] = preposition, "pobj"
            passive = any(self.heads[t] == verb and self.deps[t] == "auxpass" for t in range(verb))
            self.heads[noun] = verb
            self.deps[noun] = ("nsubjpass" if passive else "nsubj") if subject else "dobj"

    def _join_lists(self) -> None:
        """Hang a name on the one right before it, where a comma or "and" lists the two.

        "with the Ministry of X, the Ministry of Y, and the Union": the parser often takes all but
        the first for appositions of an earlier noun.
        """
        ordered = sorted(self.extents, key=lambda unit: self.extents[unit])
        for first, second in pairwise(ordered):
            begin, end = self.extents[first][1], self.extents[second][0]
            between = self.words[begin:end]
            listed = between and between[0] in LISTING and all(w in LISTING for w in between)
            if not listed or self.deps[second] not in {"appos", "conj"} or begin in self.dated:
                continue
            if (
                self.heads[second] < first
                and self.heads[second] != first
                and not self._hangs_on(first, second)
            ):
                self.heads[second], self.deps[second] = first, "conj"

    def _raise_verbs(self) -> None:
        """Make a verb of what the parser took for an adjective: "UNDP convened experts in Osh".

        Only in a sentence without another verb, where a name stands right before the participle.
        """
        for root in range(len(self.words)):
            if (
                self.heads[root] != root
                or self.unit[root] != root
                or not self.tags[root].startswith("NN")
            ):
                continue
            sentence = self.doc[root].sent
            if any(self.tags[t] in FINITE for t in range(sentence.start, sentence.end)):
                continue
            for name, (_, end) in self.extents.items():
                if (
                    end < len(self.words)
                    and self._modifies(end, root)
                    and self._hangs_on(name, root)
                    and name != root
                ):
                    self.heads[end], self.deps[end], self.tags[end] = end, "ROOT", "VBD"
                    self.heads[root], self.deps[root] = end, "dobj"
                    self.heads[name], self.deps[name] = end, "nsubj"
                    break

            self._raise_past(root)

    def _raise_past(self, root: int) -> None:
        """Make the verb of "Seventeen nurses, nine of them men, graduated in Osh"."""
        for token in range(root + 1, len(self.words)):
            if (
                self.heads[token] != root
                or self.deps[token] != "acl"
                or self.tags[token] not in {"VBN", "VBD"}
            ):
                continue
            aside = any(
                self.heads[t] == root and self.deps[t] == "appos" for t in range(root + 1, token)
            )
            agent = any(
                self.heads[t] == token and self.deps[t] == "agent" for t in range(len(self.words))
            )
            if aside and not agent and self.words[token - 1] == ",":
                self.heads[token], self.deps[token], self.tags[token] = token, "ROOT", "VBD"
                self.heads[root], self.deps[root] = token, "nsubj"
                return

    def _modifies(self, token: int, root: int) -> bool:
        return (
            self.tags[token] in {"VBN", "VBD"}
            and self.deps[token] == "amod"
            and self.heads[token] == root
        )

    def _preposition_over(self, name: int, noun: int) -> int | None:
        """The preposition that a name and the noun behind it both hang on."""
        for at in (name, noun):
            if self.deps[at] == "pobj":
                other = noun if at == name else name
                if self._hangs_on(other, at):
                    return self.heads[at]
        return None

    def _hangs_on(self, unit: int, above: int) -> bool:
        for _ in range(DEEPEST):
            if unit == above:
                return True
            if self.heads[unit] == unit:
                return False
            unit = self.heads[unit]
        return False

    def _verb_over(self, unit: int) -> int | None:
        for _ in range(DEEPEST):
            above = self.heads[unit]
            if above == unit:
                return None
            if self.tags[above].startswith("VB"):
                return above
            unit = above
        return None

    def _has(self, verb: int, *, subject: bool) -> bool:
        wanted = {"nsubj", "nsubjpass"} if subject else {"dobj"}
        found = [
            token
            for token in range(len(self.words))
            if self.heads[token] == verb
            and self.deps[token] in wanted
            and self.unit[token] == token
        ]
        # "the Ministry and WHO launched": the last of a list, of which the rest was lost.
        return any(self.words[max(self.extent(token)[0] - 1, 0)] != "and" for token in found)

    def extent(self, unit: int) -> Extent:
        """The tokens of a unit itself."""
        return self.extents.get(unit, (unit, unit + 1))

    def is_name(self, unit: int) -> bool:
        """Whether a unit is a mention."""
        return unit in self.extents

    def span(self, extent: Extent) -> Span:
        """The code points of a range of tokens."""
        first, last = self.doc[extent[0]], self.doc[extent[1] - 1]
        return Span(start=first.idx, end=last.idx + len(last))

    def is_relative(self, unit: int) -> bool:
        """Whether a unit is a relative pronoun, and no name such as "WHO"."""
        return self.words[unit] in RELATIVE and not self.is_name(unit)

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
        """The tokens from the first to the last that hang on a unit, clauses left out."""
        low, high = self.extent(unit)
        for child in self.children[unit]:
            dep = self.deps[child]
            if dep in CLAUSAL or dep in apart or dep == "punct":
                continue
            first, last = self.reach(child)
            low, high = min(low, first), max(high, last)
        return low, high

    # --- phrases --------------------------------------------------------------------------------

    def phrases(self, relation: str, head: int, depth: int = 0) -> list[Phrase]:
        """The noun phrase of a head and those coordinated with it, in one relation."""
        return [self.phrase(relation, unit, depth) for unit in self.conjuncts(head)]

    def phrase(self, relation: str, head: int, depth: int = 0) -> Phrase:
        """The noun phrase of one head."""
        return Phrase(
            relation=relation,
            span=self.span(self.reach(head, apart=APART)),
            head=self.span(self.extent(head)),
            lemma=self.lemma(head, "NOUN") if self.tags[head] in PLURAL else self.words[head],
            determiner=self._determiner(head),
            plural=self.tags[head] in PLURAL,
            phrases=tuple(self._within(head, depth + 1)) if depth < DEEPEST else (),
        )

    def _determiner(self, head: int) -> Determiner:
        for child in self.children[head]:
            if self.deps[child] in {"det", "predet", "amod", "nummod"}:
                found = DETERMINERS.get(self.words[child])
                if found is not None:
                    return found
            if self.deps[child] == "poss":
                return "possessive"
        return "none"

    def _within(self, head: int, depth: int) -> Iterator[Phrase]:
        """The phrases that hang on a noun: its possessor, appositions and prepositional ones."""
        for child in self.children[head]:
            dep = self.deps[child]
            if dep in {"prep", "agent"}:
                yield from self.oblique(child, depth)
            elif dep == "appos":
                yield from self.phrases("apposition", child, depth)
            elif dep == "poss":
                yield from self.phrases("possessor", child, depth)
            elif dep in {"npadvmod", "nmod", "compound"} and self.is_name(child):
                relation = "when" if dep == "npadvmod" else "modifier"
                yield from self.phrases(relation, child, depth)

    def oblique(self, preposition: int, depth: int = 0) -> list[Phrase]:
        """The phrases behind a preposition, with those of prepositions coordinated with it."""
        found: list[Phrase] = []
        for unit in self.conjuncts(preposition):
            relation = self._joined(unit)
            for noun in self.of(unit, "pobj"):
                if self.is_relative(noun):
                    continue
                inner = self._complex(unit, noun)
                if inner is None:
                    found += self.phrases(relation, noun, depth)
                else:
                    name, objects = inner
                    for target in objects:
                        found += self.phrases(name, target, depth)
            for nested in self.of(unit, "prep"):
                if f"{self.words[unit]} {self.words[nested]}" in complex_prepositions():
                    found += (
                        phrase.updated(relation=f"{self.words[unit]} {self.words[nested]}")
                        for phrase in self.oblique(nested, depth)
                    )
                else:
                    found += self.oblique(nested, depth)
        return found

    def _joined(self, preposition: int) -> str:
        """The preposition with the adverb before it: "together with"."""
        word = self.words[preposition]
        if preposition and f"{self.words[preposition - 1]} {word}" in complex_prepositions():
            return f"{self.words[preposition - 1]} {word}"
        return word

    def _complex(self, preposition: int, noun: int) -> tuple[str, list[int]] | None:
        """The complex preposition that a preposition, its noun and the next one make."""
        for second in self.of(noun, "prep", "agent"):
            name = f"{self.words[preposition]} {self.words[noun]} {self.words[second]}"
            plain = (
                name
                if name in complex_prepositions()
                else _articled(self, preposition, noun, second)
            )
            if plain in complex_prepositions():
                return plain, list(self.of(second, "pobj"))
        return None


def _depth(token: int, heads: Sequence[int]) -> int:
    depth = 0
    while heads[token] != token:
        token, depth = heads[token], depth + 1
    return depth


def _articled(parse: Parse, preposition: int, noun: int, second: int) -> str:
    """The same with the article that the noun has: "in the presence of"."""
    return f"{parse.words[preposition]} the {parse.words[noun]} {parse.words[second]}"


@cache
def complex_prepositions() -> frozenset[str]:
    """All complex prepositions."""
    known = prepositions()
    return frozenset((*known.nouns, *known.adverbs))


class Lemmatiser:
    """Base forms by the model's own lemmatizer, asked once a form: it is not in the pipe."""

    def __init__(self, component: object, vocab: object) -> None:
        self._component = component
        self._vocab = vocab
        self._known: dict[tuple[str, str], str] = {}
        tables = component.lookups  # type: ignore[attr-defined]
        self._verbs = frozenset(tables.get_table("lemma_index")["verb"])

    def __call__(self, word: str, pos: str) -> str:
        key = word, pos
        if key not in self._known:
            self._known[key] = self._ask(word, pos)
        return self._known[key]

    def is_verb(self, word: str) -> bool:
        """Whether a form is of a verb that the model's word lists know."""
        lemma = self(word, "VERB")
        return lemma in self._verbs or lemma != word

    def _ask(self, word: str, pos: str) -> str:
        doc = Doc(self._vocab, words=[word], pos=[pos])  # type: ignore[arg-type]
        token: Token = doc[0]
        lemmas: list[str] = self._component.rule_lemmatize(token)  # type: ignore[attr-defined]
        lemma = lemmas[0] if lemmas else word
        # "installed" is of "install", which the rules cut to "instal".
        return SPELT.get(lemma, lemma)
