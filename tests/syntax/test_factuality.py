"""Factuality: whether what a clause says is so."""

import pytest

SENTENCES = [
    ("UNDP held a workshop in Osh.", "hold", "happened"),
    ("UNDP has held a workshop in Osh.", "hold", "happened"),
    ("A workshop was held in Osh.", "hold", "happened"),
    ("UNDP is training 40 nurses in Osh.", "train", "ongoing"),
    ("UNDP will hold a workshop in Osh.", "hold", "planned"),
    ("The officers are to spend a week in Osh.", "spend", "planned"),
    ("UNDP plans to hold a workshop in Osh.", "hold", "planned"),
    ("The parties signed an agreement to hold a forum in Osh.", "hold", "planned"),
    ("UNDP could hold a workshop in Osh.", "hold", "possible"),
    ("The parties discussed holding a conference in Osh.", "hold", "possible"),
    ("If a workshop were held in Osh, officers would attend.", "hold", "possible"),
    ("UNDP did not hold the workshop in Osh.", "hold", "denied"),
    ("UNDP never held the workshop in Osh.", "hold", "denied"),
    ("The Minister denied that a meeting took place.", "take place", "denied"),
    ("UNDP failed to open the clinic in Osh.", "open", "denied"),
    ("No agreement was signed in Osh.", "sign", "denied"),
    ("He spoke about a workshop that never took place.", "take place", "denied"),
    ("The academy trains officers.", "train", "general"),
    ("UNDP began to train nurses in Osh.", "train", "happened"),
    ("The mission began overseeing the destruction of shells.", "oversee", "happened"),
    ("The agency helped farmers to plant trees.", "plant", "happened"),
]


@pytest.mark.parametrize(("text", "lemma", "value"), SENTENCES)
def test_a_clause_is_as_factual_as_its_words_say(read, text, lemma, value):
    assert [c.factuality for c in read(text) if c.lemma == lemma] == [value]
