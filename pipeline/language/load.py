"""Reads the word lists of a language; a file that does not fit its model is refused."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from pipeline.document import Determiner
from pipeline.document.checked import Checked, T, read_toml


class Prepositions(Checked):
    """``prepositions.toml``: complex prepositions, as they are written out."""

    nouns: tuple[str, ...]
    adverbs: tuple[str, ...]


class Subjects(Checked):
    """Verbs by what their subject is: forms of verbs; of ``bodies`` the beginnings of forms."""

    people: frozenset[str]
    people_and_bodies: frozenset[str]
    bodies: tuple[str, ...]

    def may_be_body(self, form: str) -> bool:
        """Whether a body can be the subject of a verb, which stands in a form of small letters."""
        return form.startswith(self.bodies) or form in self.people_and_bodies


class Verbs(Checked):
    """``verbs.toml``: lemmas of verbs by what they say of the clauses that depend on them."""

    intention: frozenset[str]
    intentions: frozenset[str]
    discussion: frozenset[str]
    denial: frozenset[str]
    implicative: frozenset[str]
    fixed: frozenset[str]
    stative: frozenset[str]
    trend: frozenset[str]
    communication: frozenset[str]
    quoting: frozenset[str]
    cognition: frozenset[str]
    incident: frozenset[str]
    incidental: frozenset[str]
    subjects: Subjects


LANGUAGE = "en"
"""The folder of the language that reports are written in."""


def _read(name: str, form: type[T]) -> T:
    return read_toml(files(__package__) / LANGUAGE / f"{name}.toml", form)


@cache
def verbs() -> Verbs:
    """Verbs by what they say of the clauses that depend on them."""
    return _read("verbs", Verbs)


@cache
def prepositions() -> Prepositions:
    """Complex prepositions."""
    return _read("prepositions", Prepositions)


class Calendar(Checked):
    """``calendar.toml``: names of months, weekdays and seasons, in lower case.

    ``months`` begin with January, ``weekdays`` with Monday (ISO 8601).
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    also_words: frozenset[str]
    short_months: dict[str, int]
    seasons: dict[str, int]

    @property
    def month_numbers(self) -> dict[str, int]:
        """Months by their full and short names."""
        return {name: n for n, name in enumerate(self.months, start=1)} | self.short_months

    @property
    def names(self) -> frozenset[str]:
        """The full names of months and weekdays."""
        return frozenset((*self.months, *self.weekdays))

    @property
    def month_pattern(self) -> str:
        """The names of months as a pattern: "May", "MAY", "Sept."; short ones with their point."""
        names = [form for name in self.months for form in (name.title(), name.upper())]
        short = "|".join(name.title() for name in self.short_months)
        return f"(?:{'|'.join(names)}|(?:{short})\\b\\.?)"


@cache
def calendar() -> Calendar:
    """The names of the calendar."""
    return _read("calendar", Calendar)


class Titles(Checked):
    """``titles.toml``: forms of address and ranks before a name."""

    honorifics: tuple[str, ...]
    also_names: tuple[str, ...]
    ranks: tuple[str, ...]
    ending_names: frozenset[str]
    of_people: frozenset[str]


@cache
def titles() -> Titles:
    """Forms of address and ranks before a name."""
    return _read("titles", Titles)


class Posts(Checked):
    """``posts.toml``: posts, and nouns for those who stand for a body; see there each list."""

    posts: tuple[str, ...]
    modifiers: tuple[str, ...]
    address: tuple[str, ...]
    small: tuple[str, ...]
    ending_names: frozenset[str]
    of_people: frozenset[str]
    offices: frozenset[str]
    heads_of_state: frozenset[str]
    staff: frozenset[str]
    of_fields: frozenset[str]


@cache
def posts() -> Posts:
    """Posts, and nouns for those who stand for a body."""
    return _read("posts", Posts)


@cache
def ending_names() -> frozenset[str]:
    """Titles and posts, in small letters, before which the name of a body ends."""
    return titles().ending_names | posts().ending_names


class Numbers(Checked):
    """``numbers.toml``: numbers in words, in small letters, to what they are."""

    cardinals: dict[str, int]
    ordinals: dict[str, int]


@cache
def numbers() -> Numbers:
    """Numbers in words."""
    return _read("numbers", Numbers)


class Region(Checked):
    """A region of the world, by name and further names.

    Its codes, all optional: ``m49``, its own; ``inside``, that of the M49 region which holds it or
    most of it; ``countries``, ISO 3166-1 alpha-2 of those that it lies in.
    """

    name: str
    names: tuple[str, ...] = ()
    m49: str | None = None
    inside: str | None = None
    countries: tuple[str, ...] = ()


class Places(Checked):
    """``places.toml``: words of addresses, and regions of the world; see there each list."""

    streets: tuple[str, ...]
    addresses: tuple[str, ...]
    wide: frozenset[str]
    regions: tuple[Region, ...]


@cache
def places() -> Places:
    """Words of addresses, and regions of the world."""
    return _read("places", Places)


class Abbreviations(Checked):
    """``abbreviations.toml``: short forms whose point ends no sentence."""

    titles: tuple[str, ...]
    others: tuple[str, ...]


@cache
def abbreviations() -> Abbreviations:
    """Short forms whose point ends no sentence."""
    return _read("abbreviations", Abbreviations)


class Gendered(Checked):
    """Words that tell of one gender, in lower case and without points."""

    pronouns: frozenset[str]
    titles: frozenset[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]


class Gender(Checked):
    """``gender.toml``: what tells whether "he" or "she" speaks of a person."""

    he: Gendered
    she: Gendered


@cache
def gender() -> Gender:
    """What tells whether "he" or "she" speaks of a person."""
    return _read("gender", Gender)


class People(Checked):
    """``people.toml``: nouns for people and for what they act through."""

    people: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    including: tuple[str, ...]
    linking: frozenset[str]
    by_sex_and_age: dict[str, frozenset[str]]

    def group_of(self, word: str) -> str | None:
        """The group by sex and age that a word names: "girls" of "girls", "women" of "female"."""
        return next((g for g, words in self.by_sex_and_age.items() if word in words), None)


@cache
def people() -> People:
    """Nouns for people."""
    return _read("people", People)


class Pronouns(Checked):
    """Pronouns by form and by what they stand for."""

    all: frozenset[str]
    nominative: frozenset[str]
    acting: frozenset[str]
    anaphoric: frozenset[str]
    first_person: frozenset[str]
    relative: frozenset[str]
    interrogative: frozenset[str]


class Determiners(Checked):
    """Words that begin a noun phrase, and how they make it refer."""

    articles: frozenset[str]
    kinds: dict[Determiner, tuple[str, ...]]


class Auxiliaries(Checked):
    """Auxiliary verbs, with their contracted forms."""

    future: frozenset[str]
    modal: frozenset[str]
    have: frozenset[str]


class Conjunctions(Checked):
    """Conjunctions by what they say of what they join."""

    conditional: frozenset[str]
    subordinating: frozenset[str]
    listing: frozenset[str]


class Relators(Checked):
    """Relations of phrases, most of them prepositions, by what they say of what they join."""

    setting: frozenset[str]
    circumstance: frozenset[str]
    location: frozenset[str]
    way: frozenset[str]
    topic: frozenset[str]
    occasion: frozenset[str]
    reference: frozenset[str]
    membership: frozenset[str]
    attachment: frozenset[str]


class Grammar(Checked):
    """``grammar.toml``: words of grammar."""

    dateline: frozenset[str]
    pronouns: Pronouns
    determiners: Determiners
    auxiliaries: Auxiliaries
    conjunctions: Conjunctions
    prepositions: Relators
    days: dict[str, int]
    spellings: dict[str, str]


@cache
def grammar() -> Grammar:
    """Words of grammar."""
    return _read("grammar", Grammar)


@cache
def determiners() -> dict[str, Determiner]:
    """Determiners to how they make a noun phrase refer."""
    return {word: kind for kind, words in grammar().determiners.kinds.items() for word in words}


_OF_PEOPLE = ("ist", "ian", "ee", "man", "woman", "men", "women", "person", "folk")
_SHORTEST = 4
"""Letters that a noun in one of these endings has more than: "list" is none."""


def is_people(noun: str) -> bool:
    """Whether a noun (base form, lower case) counts people."""
    known = people()
    last = noun.rsplit("-", 1)[-1]
    if noun in known.people or last in known.people:
        return True
    return (
        noun not in known.things
        and last not in known.things
        and last.endswith(_OF_PEOPLE)
        and len(last) > _SHORTEST
    )


CLASSES: dict[str, Callable[[], Checked]] = {
    "abbreviations": abbreviations,
    "calendar": calendar,
    "gender": gender,
    "grammar": grammar,
    "numbers": numbers,
    "people": people,
    "places": places,
    "posts": posts,
    "prepositions": prepositions,
    "titles": titles,
    "verbs": verbs,
}
"""What a language must give: a file each, by name."""
