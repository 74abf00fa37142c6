"""Whatever the text: one role a passage, valid references, nothing lost, no crash."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Block, Document, Line, Passage, Source
from pipeline.document.span import Span
from pipeline.families.profile import load, names
from pipeline.segment import segment
from pipeline.stage import Context

SOURCE = Source(name="a.txt", media_type="text/plain", sha256="0" * 64, size=1)
WORDS = st.sampled_from(
    [
        "OCTOBER", "May", "Oct. 2018", "October-December", "Q4 2018", "2017",
        "MILESTONES", "UNODC", "Published by the Office for Roads", "AFGHANISTAN",
        "Iran (Islamic Republic of)", "Research and Trend Analysis", "Donors", "Topics",
        "A Bridge Opens", "The bridge was opened.", "of larch", '"We built it', 'and it stands."',
        "– Mr. Ali Bek, builder", "(Supported by Norway)", "12 March 2019: it opened to all",
        "Kabul, 3 May 2016 – A course", "Photo: a bridge", "Page 3 of 9", "www.example.org",
        "1.", "2.1", "a)", "- ", "· ", "• ", " - ", "İ", "§", ":",
    ]
)  # fmt: skip
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.text(min_size=1, max_size=60),
)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n\n\n\n\n\n\n\n", " \n \n", "\f"])
HINTS = st.sampled_from(
    [None, None, "heading", "body", "list_item", "caption", "quote", "furniture"]
)
BLOCKS = st.lists(
    st.tuples(LINES, GAPS, HINTS, st.sampled_from([None, None, 9.0, 14.0])), max_size=30
)


def document_of(blocks):
    raw, made = "", []
    for text, gap, hint, size in blocks:
        span = Span(start=len(raw), end=len(raw) + len(text))
        made.append(Block(raw=span, lines=(Line(raw=span),), hint=hint, size=size))
        raw += text + gap
    passages = tuple(Passage(span=b.raw, blocks=(i,)) for i, b in enumerate(made))
    return Document(
        source=SOURCE, raw=raw, blocks=tuple(made), text=raw, edits=(), passages=passages
    )


@settings(max_examples=300)
@given(BLOCKS, st.sampled_from(names()))
def test_every_passage_has_one_role_and_every_reference_holds(blocks, family):
    before = document_of(blocks)
    document = segment(before, Context(profile=load(family), model="none"))
    paragraphs, sections = document.paragraphs, document.sections

    assert [p.passage for p in paragraphs] == list(range(len(before.passages)))
    for paragraph, passage in zip(paragraphs, before.passages, strict=True):
        assert passage.span.contains(paragraph.span)
        assert paragraph.section is None or 0 <= paragraph.section < len(sections)
        assert (paragraph.reason is not None) == (paragraph.role in {"furniture", "noise"})

    in_sections = [i for section in sections for i in section.paragraphs]
    assert sorted(in_sections) == [i for i, p in enumerate(paragraphs) if p.role == "body"]
    for number, section in enumerate(sections):
        assert all(paragraphs[i].section == number for i in section.paragraphs)
        assert section.title or section.paragraphs or any(p.section == number for p in paragraphs)

    in_lists = [i for group in document.lists for i in group.items]
    assert sorted(in_lists) == [i for i, p in enumerate(paragraphs) if p.role == "list_item"]
    titles = [group.title for group in document.lists if group.title]
    assert set(titles) == {p.span for p in paragraphs if p.role == "list_title"}
    for flagged in document.flags:
        assert flagged.layer != "sections" or 0 <= flagged.index < len(sections)


@settings(max_examples=100)
@given(BLOCKS)
def test_segmentation_is_the_same_on_every_run(blocks):
    context = Context(profile=load("generic"), model="none")
    document = document_of(blocks)
    assert segment(document, context) == segment(document, context)
