"""Base forms of words, by the model's own rules and word lists."""

from typing import cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from pipeline.language.load import grammar


class Lemmatiser:
    """Base forms by the model's own lemmatizer, asked once a form: it is not in the pipe."""

    def __init__(self, nlp: Language) -> None:
        self._component = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
        self._vocab = nlp.vocab
        self._known: dict[tuple[str, str], str] = {}
        self._verbs = frozenset(self._component.lookups.get_table("lemma_index")["verb"])

    def __call__(self, word: str, pos: str) -> str:
        """The base form of a word (lower case) as a part of speech (Universal POS tag)."""
        key = word, pos
        if key not in self._known:
            self._known[key] = self._ask(word, pos)
        return self._known[key]

    def is_verb(self, word: str) -> bool:
        """Whether a form is of a verb that the model's word lists know."""
        lemma = self(word, "VERB")
        return lemma in self._verbs or lemma != word

    def _ask(self, word: str, pos: str) -> str:
        doc = Doc(self._vocab, words=[word], pos=[pos])
        lemmas = self._component.rule_lemmatize(doc[0])
        lemma = lemmas[0] if lemmas else word
        # "installed" is of "install", which the rules cut to "instal".
        return grammar().spellings.get(lemma, lemma)
