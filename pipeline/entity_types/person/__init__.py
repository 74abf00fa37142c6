"""PERSON: names of people, without honorific and role, which stand in the detail.

A name is found behind an honorific, rank or post, or by the statistical model; what stands around
it is read from the vocabulary of posts.
"""

from collections.abc import Iterator, Sequence

from pipeline.document import Document, Label, Mention
from pipeline.entity_types.person.doubt import not_among_places as doubted
from pipeline.entity_types.person.find import build
from pipeline.entity_types.person.resolve import resolve as resolved
from pipeline.entity_types.person.short import surnames
from pipeline.names.acronyms import Introduced
from pipeline.stage import Context, Layers

LABEL: Label = "PERSON"


def introduced(text: str, mentions: Sequence[Mention]) -> Iterator[Introduced]:
    """Surnames that stand alone for a person named in full elsewhere."""
    return (Introduced(short, long, LABEL) for short, long in surnames(text, mentions))


def resolve(document: Document, context: Context, made: Layers) -> Layers:
    """People under full and short names, with their bodies."""
    people, flags = resolved(document, made["organisations"], context.profile)
    return {"people": people, "flags": flags}


__all__ = ["LABEL", "build", "doubted", "introduced", "resolve"]
