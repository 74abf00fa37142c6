"""Speech is found in every quotation style; titles, slogans and scare quotes are none."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process


@pytest.fixture
def document(tmp_path):
    """The document of a report with the given body paragraphs, after all stages."""

    def made(*paragraphs):
        path = tmp_path / "report.txt"
        text = "\n\n".join(("NEWSLETTER", "January - March 2019", "Voices", *paragraphs))
        path.write_text(text + "\n", "utf-8")
        return process(read(path))[0]

    return made


def name(document, speaker):
    """The name of a speaker in full, as the report's tables give it."""
    known = (one.name for one in document.people or () if speaker in one.mentions)
    words = None if speaker is None else document.mentions[speaker].span.of(document.text)
    return next(known, words)


def found(document):
    return [
        (
            quote.kind,
            " ".join(quote.span.of(document.text).split()),
            name(document, quote.speaker),
        )
        for quote in document.quotes
    ]


def speakers(document):
    return [speaker for _, _, speaker in found(document)]


LEAD = "The court in Osh was opened again in May after long repairs of its roof. "


@pytest.mark.parametrize(
    "paragraph",
    [
        '"We have trained more judges than ever before," said Ms. Aida Sadykova.',
        "“We have trained more judges than ever before,” said Ms. Aida Sadykova, a judge.",
        "«We have trained more judges than ever before», noted Ms. Aida Sadykova.",
        'Ms. Aida Sadykova said: "We have trained more judges than ever before."',
        "Ms. Aida Sadykova told reporters: “We have trained more judges than ever before”.",
        "Ms. Aida Sadykova told reporters “We have trained more judges than ever before”.",
        "“We have trained more judges than ever before,” told in her speech Ms. Aida Sadykova.",
        "According to Ms. Aida Sadykova, “We have trained more judges than ever before”.",
        '"We have trained more judges than ever before" – Ms. Aida Sadykova, Head of the Court',
    ],
)
def test_direct_speech_in_every_style(document, paragraph):
    ((kind, words, speaker),) = found(document(LEAD + paragraph))
    assert kind == "direct"
    assert words.rstrip(".") == "We have trained more judges than ever before"
    assert speaker == "Aida Sadykova"


def test_a_quotation_over_two_paragraphs_is_one(document):
    report = document(
        '"The border posts now share their data every day.',
        'This was not so a year ago." – Mr. Bek Omarov, head of the unit, 5 May 2019',
    )
    (quote,) = report.quotes
    words = " ".join(quote.span.of(report.text).split())
    assert words == "The border posts now share their data every day. This was not so a year ago."
    assert report.mentions[quote.speaker].span.of(report.text) == "Bek Omarov"
    assert report.mentions[quote.date].span.of(report.text) == "5 May 2019"
    assert not [flag for flag in report.flags if flag.code == "quote.no-speaker"]


@pytest.mark.parametrize(
    "paragraph",
    [
        'The declaration was called a "roadmap" for the years to come.',
        'Under the slogan "Together for a river without any plastic" students met in Osh.',
        'The seminar "New ways to look after young people in prison" was held in May.',
        'Officers use the "five steps to a fair and open hearing" handbook.',
        (
            "Opening the seminar “New ways to look after young people in prison”, Ms. Anna Berg "
            "thanked the hosts."
        ),
        "Ms. Anna Berg praised the project “Clean rivers for all the children of Osh”.",
    ],
)
def test_titles_slogans_and_terms_are_no_speech(document, paragraph):
    assert found(document(paragraph)) == []


def test_speech_inside_a_clause_is_mixed(document):
    text = 'Ms. Aida Sadykova said that the law is "a gift to all honest people of the country".'
    assert [(kind, who) for kind, _, who in found(document(text))] == [("mixed", "Aida Sadykova")]


def test_what_somebody_calls_a_thing_is_mixed_speech(document):
    text = (
        "Mr. Bek Omarov called it “the first bridge that both sides have paid for”. "
        "A helpline has since answered 640 calls."
    )
    assert [(kind, who) for kind, _, who in found(document(text))] == [("mixed", "Bek Omarov")]


def test_an_item_of_a_list_may_quote(document):
    report = document(
        "The following was done:",
        "• In Osh, two boats were given to the rescue service. “Water does not stop at a border,” "
        "said the Ambassador, Ms. Anna Berg, at the event.",
        "• In Naryn, a road was opened.",
    )
    assert {paragraph.role for paragraph in report.paragraphs} >= {"list_item"}
    assert found(report) == [("direct", "Water does not stop at a border", "Anna Berg")]


def test_speech_without_a_named_speaker_is_flagged(document):
    report = document(LEAD + '"We have trained more judges than ever," said the head of the court.')
    (quote,) = report.quotes
    assert quote.speaker is None
    assert "quote.no-speaker" in {flag.code for flag in report.flags}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We are ready”, Mr. Bek Omarov said, and left.", "We are ready"),
        ('Mr. Bek Omarov: "We are ready to sign."', "We are ready to sign."),
        ('"We are ready," explained Superintendent Bek Omarov.', "We are ready"),
    ],
)
def test_short_speech_that_is_set_off_counts(document, text, words):
    assert found(document(LEAD + text)) == [("direct", words, "Bek Omarov")]


# --- who is meant ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Bek Omarov opened the post. “It will be open every day,” he added.", "Bek Omarov"),
        (
            "Ms. Aida Sadykova came. The judge, Mr. Bek Omarov, left. “We need water,” she said.",
            "Aida Sadykova",
        ),
        (
            "Mr. Jan Berg met Mr. Bek Omarov. Mr. Jan Berg wept. “We need clean water,” he said.",
            "Jan Berg",
        ),
        ("Mr. Bek Omarov opened the post. “We need clean water here,” she said.", None),
        (
            "Ms. Aida Sadykova opened the post. “We need clean water,” said Aida.",
            "Aida Sadykova",
        ),
    ],
)
def test_a_pronoun_or_part_of_a_name_speaks_for_the_right_person_or_nobody(document, text, speaker):
    assert speakers(document(text)) == [speaker]


def test_speech_goes_on_until_somebody_else_comes_in(document):
    text = (
        "“We need clean water here,” said Ms. Aida Sadykova. “We also need seeds for our fields.” "
        "Mr. Bek Omarov disagreed. “There is water enough for all.”"
    )
    assert speakers(document(text)) == ["Aida Sadykova", "Aida Sadykova", None]


# --- without quotation marks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR said the road would be closed in May.",
        "UNHCR told reporters yesterday that the road would be closed in May.",
        "According to UNHCR, the road would be closed in May.",
        "Before the rains, the road would be closed in May, UNHCR said on Thursday.",
        "UNHCR opened an office and said that the road would be closed in May.",
        "It is UNHCR, which has warned that the road would be closed in May.",
    ],
)
def test_clauses_that_a_body_said_are_indirect_speech(document, text):
    ((kind, words, speaker),) = found(document(text))
    assert (kind, speaker) == ("indirect", "UNHCR")
    assert words.endswith("the road would be closed in May")


def test_a_complement_of_a_person_is_indirect_speech(document):
    text = "Ms. Aida Sadykova stressed that the new law protects the witnesses of crimes."
    assert found(document(text)) == [
        ("indirect", "the new law protects the witnesses of crimes", "Aida Sadykova")
    ]


def test_the_day_of_a_saying_dates_it(document):
    report = document("On 5 March 2019 UNHCR said that the road to Osh would be closed.")
    (quote,) = report.quotes
    assert report.mentions[quote.date].span.of(report.text) == "5 March 2019"


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR announced the launch of a large new project in the valley.",
        "UNHCR said no to the whole plan of May.",
        "UNHCR did not say that the road would be closed in May.",
        "UNHCR will announce that the road is closed for the whole winter.",
        "UNHCR was told that the road would be closed in May.",
        "The old handbook says that a judge must hear both parties in every case.",
    ],
)
def test_what_was_not_said_or_by_nobody_named_is_no_speech(document, text):
    assert found(document(text)) == []
