"""The bare spaCy model as a baseline: its entities under our labels, and nothing else."""

import spacy
from spacy.language import Language

from pipeline.document.errors import ConfigError
from pipeline.evaluate.answer import Answer
from pipeline.evaluate.gold import Gold

LABEL_OF = {
    "DATE": "DATE",
    "EVENT": "EVENT",
    "FAC": "PLACE",
    "GPE": "PLACE",
    "LAW": "INSTRUMENT",
    "LOC": "PLACE",
    "ORG": "ORG",
    "PERSON": "PERSON",
}
"""Our label of each of the model's that has one. It has none for programmes."""


def load_baseline(model: str) -> Language:
    """Load a bare model.

    Raises:
        ConfigError: ``config.model``: it is not installed.
    """
    try:
        return spacy.load(model)
    except OSError as error:
        raise ConfigError("config.model", f"the model {model!r} cannot be loaded") from error


def baseline(nlp: Language, gold: Gold) -> Answer:
    """The entities that a bare model finds in a report's paragraphs.

    It is given them whole and in order, as the gold standard has them: better than any system that
    reads the file can have them.
    """
    texts = [paragraph.text for paragraph in gold.paragraphs]
    return Answer(
        text="\n".join(texts),
        mentions=tuple(
            (LABEL_OF[entity.label_], entity.text)
            for document in nlp.pipe(texts)
            for entity in document.ents
            if entity.label_ in LABEL_OF
        ),
    )
