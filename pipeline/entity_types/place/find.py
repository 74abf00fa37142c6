"""Finds places in a spaCy ``Doc``: gazetteer, model and grammar each bring evidence."""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document.candidates import Candidate, Finder
from pipeline.document.details import PlaceDetail
from pipeline.entity_types.place.evidence import weigh
from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.entity_types.place.grammar import Heading, grammar
from pipeline.entity_types.place.reading import PlaceReading
from pipeline.entity_types.place.rows import NATURAL
from pipeline.entity_types.place.scan import PlaceName, Scanner
from pipeline.entity_types.place.words import Word


def build(nlp: Language) -> Finder:  # noqa: ARG001 - every type is built with the pipeline
    """The finder of places; loads the gazetteer."""
    scanner = Scanner(gazetteer(), grammar())

    def find(doc: Doc) -> Iterator[Candidate]:
        reading = PlaceReading(doc, scanner)
        weigh(reading)
        return (_candidate(reading, name) for name in reading.names if name.accepted)

    return find


def _candidate(reading: PlaceReading, name: PlaceName) -> Candidate:
    """The mention: the name with its head words and directions."""
    words, first, last = reading.words, name.first, name.last
    heading = reading.heading(name)
    state = heading is not None and _is_state(name, heading, words)
    if heading and name.is_country and not state and not _names_other(heading, words):
        heading = None
    if heading and heading.spanned:
        first, last = min(first, heading.first), max(last, heading.last)
    elif name.worldly:
        heading = None
    first = reading.grammar.directions_before(words, first)
    start, end = words[first].start, words[last - 1].end
    if reading.text[end : end + 1] == "." and "." in reading.text[start:end]:
        end += 1
    listed_as = None if name.worldly else name.kind
    if heading is None and not name.worldly and reading.is_water(name):
        listed_as = NATURAL
    detail = PlaceDetail(key=name.key, kind=heading.kind if heading else listed_as)
    return Candidate(start, end, "PLACE", name.method, detail)


def _is_state(name: PlaceName, heading: Heading, words: Sequence[Word]) -> bool:
    """Whether a country's namesake among the states is meant: "the US state of Georgia"."""
    if name.entry is None or not heading.first or words[heading.first].lower != "state":
        return False
    units = any(place.kind == "admin1" for place, _ in name.entry.places)
    return units and words[heading.first - 1].lower in {"us", "s", "usa", "american"}


def _names_other(heading: Heading, words: Sequence[Word]) -> bool:
    """Whether a head word makes another name of a country's: "Niger River", "Gulf of Guinea".

    "Sudan states" and "the Hubei Province of China" name no other place.
    """
    behind = words[heading.last - 1].lower != "of"
    return words[heading.first].capital and (behind or heading.kind == "natural_feature")
