"""Repair (stub)."""
from pipeline.document import Document, Passage
from pipeline.stage import Context, Layers, stage


@stage(reads={"blocks"}, writes={"text", "edits", "suggestions", "passages"})
def repair(document: Document, context: Context) -> Layers:
    return {"text": document.raw, "edits": (), "suggestions": (),
            "passages": tuple(Passage(span=b.raw, blocks=(i,)) for i, b in enumerate(document.blocks))}
