"""Speech is found in every quotation style; titles, slogans and scare quotes are none."""

import pytest

from pipeline.document import Block, Document, Line, Mention, Paragraph, Source
from pipeline.document.span import Span
from pipeline.quotes.marks import quotes


def report(nlp, *paragraphs, people=(), bodies=(), dates=(), roles=None):
    """A document of body paragraphs in which the given words are mentions."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    mentions = sorted(
        (
            Mention(span=Span(start=at, end=at + len(words)), label=label, method="test")
            for label, listed in (("PERSON", people), ("ORG", bodies), ("DATE", dates))
            for words in listed
            for at in [text.index(words)]
        ),
        key=lambda mention: mention.span.start,
    )
    sentences = [
        Span(start=s.start_char, end=s.end_char).shift(span.start)
        for span in spans
        for s in nlp(span.of(text)).sents
    ]
    whole = Span(start=0, end=len(text))
    return Document(
        source=Source(name="a.txt", media_type="text/plain", sha256="0" * 64, size=len(text)),
        raw=text,
        blocks=(Block(raw=whole, lines=(Line(raw=whole),)),),
        text=text,
        mentions=tuple(mentions),
        sentences=tuple(sentences),
        paragraphs=tuple(
            Paragraph(span=span, role=(roles or {}).get(i, "body"), passage=i, section=0)
            for i, span in enumerate(spans)
        ),
    )


def found(document):
    return [
        (
            quote.kind,
            " ".join(quote.span.of(document.text).split()),
            quote.speaker is not None and document.mentions[quote.speaker].span.of(document.text),
        )
        for quote in quotes(document)[0]
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        '"We have trained more judges than ever before," said Ms. Aida Sadykova.',
        "“We have trained more judges than ever before,” said Ms. Aida Sadykova, a judge.",
        "«We have trained more judges than ever before», noted Ms. Aida Sadykova.",
        'Ms. Aida Sadykova said: "We have trained more judges than ever before."',
        "Ms. Aida Sadykova told reporters: “We have trained more judges than ever before”.",
        '"We have trained more judges than ever before" – Ms. Aida Sadykova, Head of the Court',
    ],
)
def test_direct_speech_in_every_style(nlp, paragraph):
    ((kind, words, speaker),) = found(report(nlp, paragraph, people=["Aida Sadykova"]))
    assert kind == "direct"
    assert words.rstrip(".") == "We have trained more judges than ever before"
    assert speaker == "Aida Sadykova"


def test_a_quotation_over_two_paragraphs_is_one(nlp):
    document = report(
        nlp,
        '"The border posts now share their data every day.',
        'This was not so a year ago." – Mr. Bek Omarov, head of the unit, 5 May 2019',
        people=["Bek Omarov"],
        dates=["5 May 2019"],
        roles={0: "quote", 1: "quote"},
    )
    (quote,), flags = quotes(document)
    words = " ".join(quote.span.of(document.text).split())
    assert words == "The border posts now share their data every day. This was not so a year ago."
    assert document.mentions[quote.speaker].span.of(document.text) == "Bek Omarov"
    assert document.mentions[quote.date].span.of(document.text) == "5 May 2019"
    assert flags == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        'The declaration was called a "roadmap" for the years to come.',
        'Under the slogan "Together for a river without any plastic" students met.',
        'The seminar "New ways to look after young people in prison" was held in May.',
        'Officers use the "five steps to a fair and open hearing" handbook.',
    ],
)
def test_titles_slogans_and_terms_are_no_speech(nlp, paragraph):
    assert found(report(nlp, paragraph)) == []


def test_speech_inside_a_clause_is_mixed(nlp):
    text = 'Ms. Aida Sadykova said that the law is "a gift to all honest people of the country".'
    kinds = [kind for kind, _, _ in found(report(nlp, text, people=["Aida Sadykova"]))]
    assert kinds == ["mixed"]


def test_a_that_clause_of_a_person_is_indirect_speech(nlp):
    text = "Ms. Aida Sadykova stressed that the new law protects the witnesses of crimes."
    ((kind, words, speaker),) = found(report(nlp, text, people=["Aida Sadykova"]))
    assert (kind, words) == ("indirect", "the new law protects the witnesses of crimes")
    assert speaker == "Aida Sadykova"


def test_speech_without_a_named_speaker_is_flagged(nlp):
    text = '"We have trained more judges than ever before," said the head of the court.'
    (quote,), flags = quotes(report(nlp, text))
    assert quote.speaker is None
    assert [flag.code for flag in flags] == ["quote.no-speaker"]


def test_a_pronoun_speaks_for_the_person_named_last(nlp):
    text = 'Mr. Bek Omarov opened the post. "It will be open on every day of the year," he added.'
    ((_, _, speaker),) = found(report(nlp, text, people=["Bek Omarov"]))
    assert speaker == "Bek Omarov"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We are ready”, Mr. Bek Omarov said, and left.", "We are ready"),
        ('Mr. Bek Omarov: "We are ready to sign."', "We are ready to sign."),
        ('"We are ready," explained Superintendent Bek Omarov.', "We are ready"),
    ],
)
def test_short_speech_that_is_set_off_counts(nlp, text, words):
    assert found(report(nlp, text, people=["Bek Omarov"])) == [("direct", words, "Bek Omarov")]


@pytest.mark.parametrize(
    "text",
    [
        "XQB said the road would be closed in May.",
        "XQB told reporters yesterday that the road would be closed in May.",
        "According to the XQB, the road would be closed in May.",
        "Before the rains, the road would be closed in May, the XQB said on Thursday.",
    ],
)
def test_clauses_that_a_body_said_are_indirect_speech(nlp, text):
    ((kind, words, speaker),) = found(report(nlp, text, bodies=["XQB"]))
    assert (kind, speaker) == ("indirect", "XQB")
    assert words.endswith("the road would be closed in May")


def test_what_was_announced_as_a_thing_is_no_speech(nlp):
    text = "XQB announced the launch of a large new project. XQB said no to the whole plan of May."
    assert found(report(nlp, text, bodies=["XQB"])) == []
