"""What a reader knows of the layout counts: hints, levels, sizes."""

from pipeline.document import Block, Document, Line, Passage, Source
from pipeline.document.span import Span
from pipeline.families.profile import load
from pipeline.segment import segment
from pipeline.stage import Context

SOURCE = Source(name="a.pdf", media_type="application/pdf", sha256="0" * 64, size=1)


def laid_out(*blocks, family="generic"):
    """Segments blocks given as (text, fields of Block)."""
    raw, made = "", []
    for text, fields in blocks:
        span = Span(start=len(raw), end=len(raw) + len(text))
        made.append(Block(raw=span, lines=(Line(raw=span),), **fields))
        raw += f"{text}\n\n"
    passages = tuple(Passage(span=b.raw, blocks=(i,)) for i, b in enumerate(made))
    document = Document(
        source=SOURCE, raw=raw, blocks=tuple(made), text=raw, edits=(), passages=passages
    )
    return segment(document, Context(profile=load(family), model="none"))


BODY = {"size": 10.0}


def titles(document):
    text = document.text
    return [(s.kind, s.title.of(text) if s.title else None) for s in document.sections]


def test_a_larger_font_makes_a_heading_of_a_small_line():
    document = laid_out(
        ("river notes", {"size": 24.0}),
        ("New boats for the ferry", {"size": 14.0}),
        ("The ferry has two new boats. They were built upstream.", BODY),
        ("the boats are blue", BODY),
        ("Another paragraph tells of the crew, and of its captain.", BODY),
    )
    assert document.masthead.title.of(document.text) == "river notes"
    assert ("section", "New boats for the ferry") in titles(document)
    assert "the boats are blue" not in [title for _, title in titles(document)]


def test_hints_and_levels_are_believed():
    document = laid_out(
        ("River Notes", {"hint": "heading", "level": 1}),
        ("Boats", {"hint": "heading", "level": 2}),
        ("A ferry needs boats.", {"hint": "body"}),
        ("of larch", {"hint": "list_item"}),
        ("of oak", {"hint": "list_item"}),
        ("The ferry in June", {"hint": "caption"}),
        ("12", {"hint": "furniture"}),
        ("Boat | Length", {"hint": "table"}),
        ("It was a good year.", {"hint": "quote"}),
    )
    assert [p.role for p in document.paragraphs] == [
        "title",
        "heading",
        "body",
        "list_item",
        "list_item",
        "caption",
        "furniture",
        "table",
        "quote",
    ]
    assert [p.level for p in document.paragraphs[1:5]] == [2, None, 1, 1]


def test_a_subheading_within_a_milestone_does_not_end_it():
    document = laid_out(
        ("Milestones", {"hint": "heading", "level": 1}),
        ("April 2016", {"hint": "heading", "level": 2}),
        ("Buoys are lit", {"hint": "heading", "level": 3}),
        ("All buoys are lit since 3 April 2016.", {"hint": "body"}),
        ("How they shine", {"hint": "heading", "level": 4}),
        ("They run on the sun.", {"hint": "body"}),
        ("May 2016", {"hint": "heading", "level": 2}),
        ("Pilots in fog", {"hint": "heading", "level": 3}),
        ("Pilots trained in fog on 9 May 2016.", {"hint": "body"}),
        ("News of the office", {"hint": "heading", "level": 2}),
        ("The office has moved to the pier.", {"hint": "body"}),
        family="unodc-roca-milestones",
    )
    assert titles(document) == [
        ("milestone", "Buoys are lit"),
        ("milestone", "Pilots in fog"),
        ("story", "News of the office"),
    ]
    assert len(document.sections[0].paragraphs) == 2
