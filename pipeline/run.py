"""One document: reader, stages in order."""
from pipeline.document import Document
from pipeline.extract import extract
from pipeline.nlp import DEFAULT_MODEL
from pipeline.profile import Profile
from pipeline.repair import repair
from pipeline.segment import segment
from pipeline.stage import Context

STAGES = (repair, segment, extract)


def process(document: Document, model: str = DEFAULT_MODEL) -> Document:
    context = Context(profile=Profile(name="generic"), model=model)
    for step in STAGES:
        document = step(document, context)
    return document
