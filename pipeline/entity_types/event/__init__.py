"""Names of events: built on the head words in ``heads.toml``."""

from spacy.language import Language

from pipeline.document import Label
from pipeline.document.candidates import Finder
from pipeline.names.finders import finder

LABEL: Label = "EVENT"


def build(nlp: Language) -> Finder:
    """Compile the grammar of names and return the finder of EVENT mentions."""
    return finder(nlp, LABEL)
