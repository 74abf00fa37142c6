"""What is here: values of the layers by their place in the text."""

import pytest

from pipeline.document import Block, Clause, Document, Line, Mention, Paragraph, Quote, Source
from pipeline.document.span import Span

TEXT = "Osh, 5 May\nThe Office opened a post. It is new.\nThe end."


def at(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


@pytest.fixture
def document():
    whole = Span(start=0, end=len(TEXT))
    second = at("The Office opened a post. It is new.")
    return Document(
        source=Source(name="a.txt", media_type="text/plain", sha256="0" * 64, size=len(TEXT)),
        raw=TEXT,
        blocks=(Block(raw=whole, lines=(Line(raw=whole),)),),
        text=TEXT,
        paragraphs=(
            Paragraph(span=at("Osh, 5 May"), role="body", passage=0),
            Paragraph(span=second, role="body", passage=1, section=3),
            Paragraph(span=at("The end."), role="body", passage=2, section=4),
        ),
        sentences=(at("Osh, 5 May"), at("The Office opened a post."), at("It is new.")),
        leads=(at("Osh, 5 May"),),
        mentions=tuple(
            Mention(span=at(words), label=label, method="test")
            for words, label in (("Osh", "PLACE"), ("5 May", "DATE"), ("Office", "ORG"))
        ),
        clauses=(
            Clause(
                span=at("The Office opened a post. It is new."),
                head=at("opened"),
                lemma="open",
                kind="verbal",
                factuality="happened",
            ),
            Clause(
                span=at("It is new."),
                head=at("is"),
                lemma="be",
                kind="verbal",
                factuality="general",
                governor=0,
            ),
        ),
    )


def test_what_holds_an_offset(document):
    here = document.here
    assert here.paragraph_at(at("opened").start) == 1
    assert here.sentence_at(at("It is").start) == 2
    assert here.paragraph_at(at("Osh, 5 May").end) is None
    assert here.paragraph_before(at("Osh, 5 May").end) == 0
    assert here.sentence_at(at("The end").start) is None


def test_the_section_is_of_the_first_paragraph_with_one_that_is_touched(document):
    assert document.here.section_at(Span(start=0, end=len(TEXT))) == 3
    assert document.here.section_at(at("Osh")) is None


def test_mentions_that_begin_in_a_span_or_lie_in_it(document):
    cut = Span(start=0, end=at("5 May").end - 1)
    assert list(document.here.beginning_in(cut)) == [0, 1]
    assert document.here.mentions_in(cut) == [0]
    assert list(document.here.mentions_before(at("opened").start, "PLACE")) == [0]


def test_mentions_that_share_words_with_a_span(document):
    here = document.here
    assert here.mentions_over(at("sh, 5 M")) == [0, 1]
    assert here.mentions_over(at(", ")) == []
    assert here.mentions_over(at("The Office opened")) == [2]


def test_words_are_quoted_where_a_quote_with_marks_covers_them(document):
    said = (
        Quote(span=at("opened a post"), kind="indirect", rule="test"),
        Quote(span=at("It is new"), kind="direct", rule="test"),
    )
    here = document.model_copy(update={"quotes": said}).here
    assert here.is_quoted(at("new"))
    assert not here.is_quoted(at("post"))
    assert not here.is_quoted(at("end"))


def test_clauses_by_their_heads_and_governors(document):
    here = document.here
    assert here.clauses_in(at("opened a post. It is")) == [0, 1]
    assert here.innermost(at("new"), [0, 1]) == 1
    assert list(here.inside(0)) == [1]


def test_what_leads_the_paragraph_of_a_sentence(document):
    assert document.here.lead_at(at("Osh, 5 May")) == at("Osh, 5 May")
    assert document.here.lead_at(at("It is new.")) is None


def test_a_copy_with_other_layers_has_an_index_of_its_own(document):
    assert document.here.mentions_in(at("Osh")) == [0]
    assert document.here is document.here
    copied = document.model_copy(update={"mentions": ()})
    assert copied.here.mentions_in(at("Osh")) == []
