"""The words of the grammar of place names: ``vocabulary.toml`` as typed values."""

from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import numbers

SMALL = 10
"""Numbers up to this one, in words, name no place by themselves: "Three Districts"."""


class Transliteration(Checked):
    """A difference between transliterations, levelled: a pattern and what replaces it.

    ``examples`` are pairs of spellings that the whole list of rules must make equal.
    """

    pattern: str
    replacement: str
    examples: tuple[tuple[str, str], ...]


class PlaceHead(Checked):
    """Words that say what kind of place a name is, and where they stand.

    ``after``: "Osh region". ``before``: "Lake Chad". ``of``: "city of Osh". ``spanned``: they
    belong to the mention also where they stand before the name. ``capital``: only with a capital
    letter. ``examples`` are phrases in which a head word of these is found.
    """

    kind: str
    words: frozenset[str]
    examples: tuple[str, ...]
    after: bool = False
    before: bool = False
    of: bool = False
    spanned: bool = False
    capital: bool = False


class EvidenceWeights(Checked):
    """How strongly each piece of evidence speaks for a name being a place (no unit)."""

    enough: float
    country: float
    large: float
    several_words: float
    listed: float
    large_variant: float
    variant: float
    common: float
    unknown: float
    model: float
    locative: float
    locative_unknown: float
    head: float
    head_unknown: float
    head_of_listed_kind: float
    head_city_of: float
    foreign: float
    water: float
    lead: float
    dateline: float
    list: float
    long_list: float
    repeated: float
    loose: float
    within_other: float
    within_person: float
    acronym: float
    acronym_unknown: float
    other_unknown: float
    no_proper_noun: float


class PlaceVocabulary(Checked):
    """``vocabulary.toml``; see there what each list is."""

    articles: frozenset[str]
    parts_of: frozenset[str]
    directions: frozenset[str]
    compass: frozenset[str]
    joints: frozenset[str]
    announcers: frozenset[str]
    particles: frozenset[str]
    illnesses: frozenset[str]
    plans: frozenset[str]
    firm: frozenset[str]
    firm_at: frozenset[str]
    waters: frozenset[str]
    waters_of: frozenset[str]
    generic: frozenset[str]
    evidence: EvidenceWeights
    letters: dict[str, str]
    transliterations: tuple[Transliteration, ...]
    heads: tuple[PlaceHead, ...]


@cache
def vocabulary() -> PlaceVocabulary:
    """The vocabulary of place names; small numbers are among its generic words."""
    own = read_toml(files(__package__) / "vocabulary.toml", PlaceVocabulary)
    small = {word for word, n in numbers().cardinals.items() if 0 < n <= SMALL}
    return own.model_copy(update={"generic": own.generic | small})
