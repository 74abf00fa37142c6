"""List markers at the beginning of a line."""

import pytest

from pipeline.document.markers import is_bullet, marker, second_marker


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- officers", "officers"),
        ("• officers", "officers"),
        ("\uf0b7 officers", "officers"),
        ("  3. Results", "Results"),
        ("12) Results", "Results"),
        ("(b) Results", "Results"),
        ("iv. Results", "Results"),
        ("o officers", "officers"),
        ("•\nofficers", "officers"),
    ],
)
def test_a_marker_is_a_bullet_or_a_number_and_the_blanks_behind_it(line, words):
    assert line[marker(line) :] == words


@pytest.mark.parametrize(
    "line",
    ["officers", "-5 degrees", "2017 was", "3.5 tons", "e.g. officers", "on 5. May", "•officers"],
)
def test_words_figures_and_what_stands_close_are_no_markers(line):
    assert marker(line) == 0


def test_a_second_bullet_is_measured_behind_the_first():
    assert second_marker("· officers") == 2
    assert second_marker("officers") == 0


@pytest.mark.parametrize(
    ("line", "alone"), [("•", True), (" \uf0a7 ", True), ("-", False), ("o", False)]
)
def test_a_bullet_alone_is_told_from_a_dash_alone(line, alone):
    assert is_bullet(line) is alone
