"""Footnote marks leave the running text; powers and the notes' own numbers stay."""

import pytest

from tests.repair.documents import repaired


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The law was passed in 2017.¹ It holds.", "The law was passed in 2017. It holds."),
        ("Officers² of the Service met.", "Officers of the Service met."),
        ("“We agree”,³ he said.", "“We agree”, he said."),
        ("In Tashkent¹² and Osh they met.", "In Tashkent and Osh they met."),
        ("A hall of 12 km² was built.", "A hall of 12 km² was built."),
        ("There are 10³ of them.", "There are 10³ of them."),
        ("¹ Recordings and photographs.", "¹ Recordings and photographs."),
        ("The x²y term stays.", "The x²y term stays."),
    ],
)
def test_only_footnote_marks_leave_the_text(raw, text):
    assert repaired(raw).text == text
