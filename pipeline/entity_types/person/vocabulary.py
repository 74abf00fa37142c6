"""The words around people's names, and phrase matchers over them."""

import tomllib
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.language.load import calendar


@cache
def vocabulary() -> dict[str, list[str]]:
    """The vocabulary of this entity type as data."""
    data: dict[str, list[str]] = tomllib.loads(
        files(__package__).joinpath("vocabulary.toml").read_text("utf-8")
    )
    data["not_names"] += (name.title() for name in calendar().names)
    return data


@cache
def words(name: str) -> frozenset[str]:
    """One word list as a set."""
    return frozenset(vocabulary()[name])


class PhraseFinder:
    """Finds the phrases of a word list in a ``Doc``, the longest at each place."""

    def __init__(self, nlp: Language, *names: str) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        listed = [phrase for name in names for phrase in vocabulary()[name]]
        self._matcher.add("phrases", [nlp.make_doc(phrase) for phrase in listed])

    def __call__(self, doc: Doc) -> list[Span]:
        """The phrases as spans in the order of the text, none inside another."""
        return sorted(filter_spans(self._matcher(doc, as_spans=True)), key=lambda span: span.start)
