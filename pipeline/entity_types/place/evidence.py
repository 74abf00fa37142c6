"""Evidence that a name is a place's: how well it is known, and what stands around it.

A name alone seldom tells: "Nice" is a word, "Georgia" two places, and a village stands in no list.
So every possible name collects evidence, whose weights ``vocabulary.toml`` lists, and counts as a
place from a total of ``enough``.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from pipeline.document import Origin
from pipeline.entity_types.place.gazetteer import Entry
from pipeline.entity_types.place.methods import Method
from pipeline.entity_types.place.names import key_of
from pipeline.entity_types.place.reading import PLACE_LABELS, PlaceReading
from pipeline.entity_types.place.scan import SHORTEST, PlaceName
from pipeline.language.load import calendar
from pipeline.names.countries import adjectives

NEVER = -10.0
PEOPLES = frozenset({"NORP", "LANGUAGE"})
AGENTS = frozenset({"ORG", "PERSON"})
PLURALS = frozenset({"NNS", "NNPS"})
"""Tags of what is no name: "judges, prosecutors and Member States"."""
LEAST_CAPITALS = 2
LONGEST_GAP = 6
"""Words between two items of a list."""
WORDS_TO_HEAD = 8
_SHORT_ALIKE = frozenset({"us", "u s"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_JOINT = re.compile(r"[,;/&(–]| - |\b(?:and|or)\b")
_STOP = re.compile(r"[.!?]\s|[:\n]")
_ONE_COMMA = re.compile(r"\s?[,–-]\s?")
_ANNOUNCING_GAP = re.compile(r"[^.!?]{0,200}(?:[:(–]| - )[^.!?]*")


def weigh(reading: PlaceReading) -> None:
    """Score every name of a text and accept those with enough evidence."""
    enough = reading.grammar.words.evidence.enough
    for index, name in enumerate(reading.names):
        if _is_no_place(reading, name):
            name.score = NEVER
        elif name.entry is None:
            _weigh_unlisted(reading, name)
        elif name.worldly:
            _weigh_worldly(reading, name)
        else:
            _weigh_listed(reading, index, name, name.entry)
        name.accepted = name.score >= enough
    for chain in _chains(reading):
        _weigh_list(reading, chain)


def _is_no_place(reading: PlaceReading, name: PlaceName) -> bool:
    words, vocabulary = reading.words, reading.grammar.words
    first, last = words[name.first], words[name.last - 1]
    if _names_something_else(reading, name):
        return True
    titled = name.entry is None and first.text.rstrip(".") in reading.grammar.titles
    if titled or (name.entry is None and len(name.key) < SHORTEST):
        return True
    if (first.lower in vocabulary.generic or first.lower in calendar().names) and (
        name.single or name.entry is None
    ):
        return True
    if name.worldly:
        if len(name.key.replace(" ", "")) > SHORTEST:
            return False
        # "US$ 5", "U.S. citizens": a currency and an adjective.
        modifier = last.token.dep_ in _MODIFIERS and last.token.head.i > last.token.i
        adjective = name.key in _SHORT_ALIKE and modifier
        too_small = sum(map(str.isupper, reading.surface(name))) < LEAST_CAPITALS
        return too_small or adjective or last.gap.startswith("$")
    adjective = name.key in adjectives() and reading.heading(name) is None
    if adjective or reading.is_language(name):
        return True
    small = name.entry is None or name.entry.common or not name.entry.large
    peoples = any(entity.label_ in PEOPLES for entity in reading.entities_of(name))
    return small and peoples and not reading.is_behind(name, vocabulary.firm)


def _names_something_else(reading: PlaceReading, name: PlaceName) -> bool:
    """Whether the words behind a name make an illness, an address or a plan of it."""
    vocabulary, streets, words = reading.grammar.words, reading.grammar.streets, reading.words
    heading = reading.grammar.after(words, name.last)
    for last in (name.last, heading.last if heading else name.last):
        if last < len(words) and words[last - 1].solid:
            behind = words[last].lower
            if behind in vocabulary.illnesses:
                return True
            if words[last].capital and behind in streets and not name.worldly:
                return True
    if name.entry is None and not name.single and words[name.last - 1].lower in streets:
        return True
    return reading.names_plan(name) or reading.is_inversion(name)


def _weigh_worldly(reading: PlaceReading, name: PlaceName) -> None:
    weight = reading.grammar.words.evidence
    name.score, name.method = weight.country, Method.GAZETTEER
    entities = reading.entities_of(name)
    if any(
        entity.label_ == "PERSON" and reading.is_within(name, entity) and not _owns(name, entity)
        for entity in entities
    ):
        name.score += weight.within_person + weight.within_other


def _owns(name: PlaceName, entity: Span) -> bool:
    """Whether the model took no more than the name and its possessive ending for a person."""
    said = entity.text.removesuffix("'s").removesuffix("’s")
    return bool(key_of(said) == name.key)


def _weigh_listed(reading: PlaceReading, index: int, name: PlaceName, entry: Entry) -> None:
    weight = reading.grammar.words.evidence
    entities = reading.entities_of(name)
    model = any(entity.label_ in PLACE_LABELS for entity in entities)
    within = {entity.label_ for entity in entities if reading.is_within(name, entity)}
    proper = reading.is_proper(name)
    name.method = Method.TRANSLITERATION if entry.variant else Method.GAZETTEER
    name.score = sum(
        (
            _renown(reading, name, entry),
            weight.water * reading.is_water(name),
            weight.no_proper_noun * (entry.variant and not proper),
            weight.model * (model and (proper or not entry.common)),
            weight.locative * reading.is_located(name),
            weight.lead * reading.is_lead(name),
            weight.head * (reading.heading(name) is not None),
            weight.loose * reading.is_loose(index),
            weight.within_person * ("PERSON" in within),
            weight.within_other * bool(within - PLACE_LABELS),
            _written(reading, name, weight.acronym),
        )
    )


def _written(reading: PlaceReading, name: PlaceName, as_acronym: float) -> float:
    """What speaks for or against a name that is written in capitals."""
    if reading.is_dateline(name):
        return reading.grammar.words.evidence.dateline
    return as_acronym * reading.is_acronym(name)


def _renown(reading: PlaceReading, name: PlaceName, entry: Entry) -> float:
    weight = reading.grammar.words.evidence
    if entry.variant:
        return weight.large_variant if entry.large else weight.variant
    if entry.common:
        # "Bo" is seldom a town, "in Bo" is one.
        telling = entry.large and reading.is_behind(name, reading.grammar.words.firm)
        return weight.listed if telling else weight.common
    if entry.large:
        return weight.large
    return weight.listed if name.single else weight.several_words


def _weigh_unlisted(reading: PlaceReading, name: PlaceName) -> None:
    weight = reading.grammar.words.evidence
    labels = {entity.label_ for entity in reading.entities_of(name)}
    heading = reading.heading(name)
    firm = reading.is_firmly_located(name, agent=bool(labels & AGENTS))
    lead, water = reading.is_lead(name), reading.is_water(name)
    head = 0.0
    if heading:
        # First-level units are all listed; "Division" and "State of" head other names, too.
        head = weight.head_of_listed_kind if heading.kind == "admin1" else weight.head_unknown
        if heading.kind == "city" and heading.last == name.first:
            head = weight.head_city_of
    located = Method.LOCATIVE if firm or lead or water else Origin.MODEL
    name.method = Method.HEAD if heading else located
    name.score = sum(
        (
            weight.listed if name.joined else weight.unknown,
            weight.model * bool(labels & PLACE_LABELS),
            weight.other_unknown * (bool(labels - PLACE_LABELS) and not (heading or firm or lead)),
            weight.foreign * firm,
            weight.water * water,
            weight.lead * lead,
            weight.locative_unknown * (reading.is_located(name) or reading.is_owner(name)),
            head,
            _written(reading, name, weight.acronym_unknown),
            weight.no_proper_noun * (not reading.is_proper(name)),
        )
    )


# --- lists: evidence passes from the announcement to the items, and between neighbours


def _weigh_list(reading: PlaceReading, chain: Sequence[PlaceName]) -> None:
    announced = _announced(reading, chain[0]) or _closed(reading, chain)
    for name in chain:
        name.kind = announced
    changed = True
    while changed:
        changed = False
        known = {name.key for name in reading.names if name.accepted}
        for place, name in enumerate(chain):
            if not name.accepted and _in_list(reading, chain, place, known):
                name.accepted = changed = True
                name.method = name.method if name.entry else Origin.LIST


def _in_list(
    reading: PlaceReading, chain: Sequence[PlaceName], place: int, known: set[str]
) -> bool:
    """Whether a name has enough evidence as an item of its list."""
    weight, name = reading.grammar.words.evidence, chain[place]
    if name.entry is None and reading.words[name.last - 1].token.tag_ in PLURALS:
        return False
    neighbours = chain[max(place - 1, 0) : place + 2]
    score = name.score + weight.head_unknown * (name.kind is not None)
    if any(other.accepted for other in neighbours) and (name.entry or _is_list(reading, chain)):
        score += weight.list
        score += weight.long_list * (sum(other.accepted for other in chain) > 1)
    return score + weight.repeated * (name.key in known) >= weight.enough


def _chains(reading: PlaceReading) -> Iterator[list[PlaceName]]:
    chain: list[PlaceName] = []
    for name in reading.names:
        if chain and not _are_linked(reading, chain[-1], name):
            yield chain
            chain = []
        chain.append(name)
    if chain:
        yield chain


def _are_linked(reading: PlaceReading, left: PlaceName, right: PlaceName) -> bool:
    """Whether nothing but joints of a list stands between: "A (5 %), B and the C"."""
    words = reading.words[left.last : right.first]
    if len(words) > LONGEST_GAP:
        return False
    text = reading.between(left, right)
    if not _JOINT.search(text) or _STOP.search(text):
        return False
    allowed = reading.grammar.words.joints | reading.grammar.no_names
    return all(word.lower in allowed or word.text.isdigit() for word in words)


def _is_list(reading: PlaceReading, chain: Sequence[PlaceName]) -> bool:
    """Whether more than a comma joins the names: "In Kenya, Mr Otieno" is no list."""
    return len(chain) > 2 or not _ONE_COMMA.fullmatch(reading.between(chain[0], chain[-1]))  # noqa: PLR2004 - a pair


def _closed(reading: PlaceReading, chain: Sequence[PlaceName]) -> str | None:
    """The kind of a list that a plural head word closes: "Hays, Zabid and Bura districts"."""
    last = chain[-1].last
    if len(chain) == 1 or last == len(reading.words) or chain[-1].score <= 0:
        return None
    return reading.grammar.plural_heads.get(reading.words[last].lower)


def _announced(reading: PlaceReading, name: PlaceName) -> str | None:
    """The kind that a head word announces a list of.

    "Three districts, namely ...", "the BCPs of Kenya: ...".
    """
    if not name.first:
        return None
    words, grammar = reading.words, reading.grammar
    nearest = words[name.first - 1]
    leads = nearest.lower in grammar.words.announcers or _ANNOUNCING_GAP.fullmatch(nearest.gap)
    if not leads:
        return None
    for word in reversed(words[max(name.first - WORDS_TO_HEAD, 0) : name.first]):
        if word is not nearest and _STOP.search(word.gap):
            return None
        if word.lower in grammar.plural_heads:
            return grammar.plural_heads[word.lower]
    return None
