"""Segment: a role for every passage, and from the roles the parts of the report.

Shapes of passages -> roles -> masthead -> outline (months, milestones, features, stories) ->
lists and themes. Nothing is dropped: each passage becomes one paragraph, noise and furniture with
the reason why they are set aside.
"""

from pipeline.document import Document
from pipeline.segment.assembly import assemble
from pipeline.segment.headings import with_headings
from pipeline.segment.imprint import with_imprint
from pipeline.segment.items import with_titled_items
from pipeline.segment.masthead import read_masthead
from pipeline.segment.outline import outline
from pipeline.segment.pieces import without_pieces
from pipeline.segment.reviewed import revise_months
from pipeline.segment.roles import own_parts, with_numbered, without_lone_months
from pipeline.segment.shapes import shapes
from pipeline.stage import Context, Layers, stage


@stage(
    reads={"text", "passages", "blocks"},
    writes={"masthead", "paragraphs", "sections", "lists"},
)
def segment(document: Document, context: Context) -> Layers:
    """Find title and period, months and milestones, stories and their themes, lists."""
    profile = context.profile
    looks = shapes(document)
    own = without_lone_months(own_parts(looks, profile), profile)
    own = without_pieces(with_titled_items(with_numbered(own, looks), looks), looks)
    parts = with_imprint(with_headings(own, looks, profile))
    reading = read_masthead(parts, profile, document.source.published)
    found = outline(reading.parts, profile, reading.period)
    layers = assemble(document, reading, found, profile)
    months = revise_months(
        document.text or "", layers["sections"], layers["paragraphs"], context.review.decisions
    )
    return {**layers, "sections": months}
