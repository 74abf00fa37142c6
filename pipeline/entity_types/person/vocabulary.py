"""The words around people's names, and phrase matchers over them."""

from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import calendar, grammar, posts, titles, verbs


class PersonVocabulary(Checked):
    """``vocabulary.toml``; see there what each list is."""

    retinue: tuple[str, ...]
    rules: tuple[str, ...]
    family_first: tuple[str, ...]
    patronymics: tuple[str, ...]
    of_father: tuple[str, ...]
    descendants: tuple[str, ...]
    particles: tuple[str, ...]
    not_roles: tuple[str, ...]
    trades: tuple[str, ...]
    not_names: tuple[str, ...]


@cache
def vocabulary() -> dict[str, tuple[str, ...]]:
    """The word lists by name: those of this entity type, and those of the language."""
    own = read_toml(files(__package__) / "vocabulary.toml", PersonVocabulary).model_dump()
    own["not_names"] = (*own["not_names"], *(name.title() for name in sorted(calendar().names)))
    return {
        **own,
        "honorifics": titles().honorifics,
        "also_names": titles().also_names,
        "ranks": titles().ranks,
        "posts": posts().posts,
        "post_modifiers": posts().modifiers,
        "address": posts().address,
        "small_posts": posts().small,
        "deeds": tuple(verbs().subjects.people),
        "locatives": tuple(grammar().prepositions.location),
    }


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
