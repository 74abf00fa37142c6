"""Segment (stub)."""
from pipeline.document import Document, Masthead, Paragraph
from pipeline.stage import Context, Layers, stage


@stage(reads={"text", "passages"}, writes={"masthead", "paragraphs", "sections", "lists"})
def segment(document: Document, context: Context) -> Layers:
    return {"masthead": Masthead(), "sections": (), "lists": (),
            "paragraphs": tuple(Paragraph(span=p.span, role="body", passage=i) for i, p in enumerate(document.passages))}
