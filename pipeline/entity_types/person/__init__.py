"""PERSON: names of people, without honorific and role, which stand in the detail.

A name is found behind an honorific, rank or post, or by the statistical model; what stands around
it is read from the vocabulary of posts.
"""

from pipeline.document import Label
from pipeline.entity_types.person.find import build

LABEL: Label = "PERSON"

__all__ = ["LABEL", "build"]
