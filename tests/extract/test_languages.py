"""Passages in other languages: recognised, set aside, flagged; English reports are not touched."""

import pytest

from pipeline.language.identify import language_of
from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check

ENGLISH = "On 4 June 2018 the Centre gave 30 tents to the town of Khujand in Tajikistan."
FRENCH = "Le 4 juin 2018, le Centre a remis 30 tentes à la ville de Khodjent, au Tadjikistan."
RUSSIAN = "4 июня 2018 года Центр передал 30 палаток городу Худжанд в Таджикистане."
ARABIC = "في 4 يونيو 2018 سلّم المركز 30 خيمة إلى مدينة خوجند في طاجيكستان."


@pytest.fixture
def read_text(tmp_path):
    def made(*paragraphs: str):
        path = tmp_path / "news.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        return process(read(path))

    return made


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        ("El 4 de junio el Centro entregó treinta carpas a la ciudad de Lima.", "es"),
        ("Wells dug in Osh", None),
        ("Osh, Batken, Naryn, Talas, Khujand, Kulob, Khorugh, Dushanbe and Bokhtar", "en"),
        ("2018 - 30 - 12.5 %", None),
    ],
)
def test_a_passage_has_the_language_of_its_words(text, language):
    assert language_of(text) == language


def test_what_is_not_english_bears_no_mention_and_is_flagged(read_text):
    document, context = read_text("CENTRE NEWS", ENGLISH, RUSSIAN, FRENCH, ARABIC)
    english = document.text.index(RUSSIAN)
    assert document.mentions
    assert all(mention.span.end <= english for mention in document.mentions)
    flagged = [flag.message for flag in document.flags if flag.code == "extract.language"]
    assert [
        language in message for language, message in zip(("ru", "fr", "ar"), flagged, strict=True)
    ] == [True] * 3
    (report,) = check(document, context).tables["reports"]
    assert report.language == "en"


def test_a_report_in_another_language_says_so_and_states_nothing(read_text):
    document, context = read_text("NOUVELLES DU CENTRE", FRENCH, FRENCH.replace("juin", "mai"))
    assert document.mentions == ()
    (report,) = check(document, context).tables["reports"]
    assert report.language == "fr"


def test_an_english_report_has_no_flag_of_its_language(read_text):
    document, _ = read_text("CENTRE NEWS", ENGLISH, "Tents, stoves, blankets, lamps: 30 of each.")
    assert not [flag for flag in document.flags if flag.code == "extract.language"]


@pytest.mark.parametrize("gloss", ["وزارة الداخلية", "Министерство Внутренних Дел"])
def test_a_name_that_an_english_sentence_repeats_in_another_script_is_no_mention(read_text, gloss):
    said = f"On 5 May 2018 the Ministry of Interior ({gloss}) gave 12 boats to Ahmed Haddad in Sur."
    document, _ = read_text("CENTRE NEWS", said)
    words = [mention.span.of(document.text) for mention in document.mentions]
    assert "Ministry of Interior" in words
    assert all(word.isascii() for word in words)
