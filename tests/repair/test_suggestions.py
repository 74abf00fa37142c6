"""A guess is offered and flagged, never applied."""

import pytest

from tests.repair.documents import repaired


@pytest.mark.parametrize(
    ("raw", "span", "replacement"),
    [
        ("- New never hoactive substances", "never hoactive", "psychoactive"),
        ("- the hoactive substances", "hoactive", "psychoactive"),
        ("The manitarian needs have grown.", "manitarian", "humanitarian"),
        ("The malnutri\ufffdon of children is acute.", "malnutri\ufffdon", "malnutrition"),
        ("They were admi\ufffded yesterday.", "admi\ufffded", "admitted"),
    ],
)
def test_a_damaged_word_gets_a_suggestion_and_a_flag(raw, span, replacement):
    done = repaired(raw)
    (suggestion,) = done.suggestions
    assert suggestion.span.of(done.text) == span
    assert suggestion.replacement == replacement
    assert done.text == raw
    flags = [flag for flag in done.flags if flag.code == "repair.suggestion"]
    assert [flag.span for flag in flags] == [suggestion.span]


@pytest.mark.parametrize(
    "raw",
    [
        "The officers met in the new building.",
        "The Mirziyoyev road and the Abdrakhmanov bridge",
        "The hoactive and the other hoactive substances",
        "See www.example.org/manitarian or mail to manitarian@example.org.",
        "un-manitarian needs",
        "The xqzvw needs have grown.",
        "The b\ufffdd and the p\ufffdn",
    ],
)
def test_known_repeated_and_inexplicable_words_get_none(raw):
    assert repaired(raw).suggestions == ()


def test_lost_characters_are_counted_in_one_flag():
    done = repaired("The o\ufffdce and the sta\ufffd of the x\ufffdz.")
    (flag,) = [flag for flag in done.flags if flag.code == "repair.lost-character"]
    assert flag.message.startswith("3 ")
    assert flag.span.of(done.text) == "\ufffd"
