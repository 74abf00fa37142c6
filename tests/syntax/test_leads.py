"""What leads a paragraph: datelines, heads of list items, topics."""

import pytest

from pipeline.extract.nlp import load

LEADS = [
    ("Osh, 5 May 2019 – A workshop was held.", "Osh, 5 May 2019 –"),
    ("Tirana, 5 May 2015. UNDP conducted a workshop.", "Tirana, 5 May 2015."),
    ("7-9.02.2015, Naryn: course on net repair, 12 fishers", "7-9.02.2015, Naryn:"),
    ("TIRANA – In the presence of the Mayor a session was held.", "TIRANA –"),
    ("• 15.07.2019 – Contract for eight stations signed.", "• 15.07.2019 –"),
    ("Postponed: seminar on ports in Osh.", "Postponed:"),
    ("Treatment of malnutrition: 40 children admitted.", "Treatment of malnutrition:"),
    (
        "Ms. Ana Poe, Specialist on Labour: Skopje, 24 July; talks.",
        "Ms. Ana Poe, Specialist on Labour:",
    ),
    ("Belmopan, Belize, 5 May 2017 — The Director arrived.", "Belmopan, Belize, 5 May 2017 —"),
]
NONE = [
    "UNDP opened a clinic in Osh on 5 May 2019.",
    "The door was kept open: 40 officers were trained.",
    "Mr. Smith met the press.",
]


@pytest.mark.parametrize(("text", "lead"), LEADS)
def test_a_lead_is_set_apart(text, lead):
    doc = load()(text)
    assert text[: doc._.lead] == lead


@pytest.mark.parametrize("text", NONE)
def test_a_sentence_has_no_lead(text):
    assert load()(text)._.lead == 0
