"""Base forms of words, by the model's own rules and word lists."""

from spacy.tokens import Doc, Token

from pipeline.language.load import grammar


class Lemmatiser:
    """Base forms by the model's own lemmatizer, asked once a form: it is not in the pipe."""

    def __init__(self, component: object, vocab: object) -> None:
        self._component = component
        self._vocab = vocab
        self._known: dict[tuple[str, str], str] = {}
        tables = component.lookups  # type: ignore[attr-defined]
        self._verbs = frozenset(tables.get_table("lemma_index")["verb"])

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
        doc = Doc(self._vocab, words=[word], pos=[pos])  # type: ignore[arg-type]
        token: Token = doc[0]
        lemmas: list[str] = self._component.rule_lemmatize(token)  # type: ignore[attr-defined]
        lemma = lemmas[0] if lemmas else word
        # "installed" is of "install", which the rules cut to "instal".
        return grammar().spellings.get(lemma, lemma)
