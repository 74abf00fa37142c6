"""Clean prose, broken in known ways at every place: the original comes back."""

import re
import textwrap

import pytest

from tests.repair.documents import passages

REPORT = (
    (
        "In the spring of 2019 the regional office opened a law-enforcement training centre near "
        "the port of Turkmenbashi, where officers of four services learn to search containers."
    ),
    (
        "The centre was paid for by the Government of Norway and is run by the Customs Service. "
        "Its laboratory holds a mass-spectrometer, two scanners and a well-stocked library."
    ),
    (
        "Since then more than 350 officers have taken part in courses on risk profiling, on "
        "money-laundering and the safe handling of precursor chemicals, many of them women."
    ),
    (
        "A follow-up survey in October-November found that most trainees use what they learned; "
        "about one in five has since been promoted, and nearly all would recommend the courses."
    ),
    (
        "The next step is a joint programme with the Ministry of Health of Turkmenistan, which "
        "will train nurses, social workers and doctors in evidence-based treatment of patients."
    ),
)
HEADING = "Training at the Port"
APART = "\n\n"
PAGE = "\n\n7\n\f\nRegional Review\n\n"
PULL_QUOTE = "\n\n“I now see what I used to overlook,” says a trainee from the coast.\n\n"


def words_of(text: str) -> list[str]:
    return text.split(" ")


def broken_at(number: int, place: int, by: str) -> tuple[str, str]:
    """The report with one paragraph broken before a word, and the word behind the break."""
    words = words_of(REPORT[number])
    whole = " ".join(words[:place]) + by + " ".join(words[place:])
    return paged(number, whole), words[place]


def paged(number: int, broken: str) -> str:
    """The report over three pages, with one paragraph as it was broken."""
    texts = [*REPORT[:number], broken, *REPORT[number + 1 :]]
    return (
        APART.join([HEADING, texts[0]])
        + PAGE
        + APART.join(texts[1:3])
        + PAGE
        + APART.join(texts[3:])
    )


PLACES = [
    (number, place)
    for number, text in enumerate(REPORT)
    for place in range(3, len(words_of(text)) - 2)
    if not words_of(text)[place - 1].endswith((".", ";"))
]


@pytest.mark.parametrize("by", [APART, PAGE], ids=["block", "page"])
def test_a_sentence_is_whole_again_wherever_a_block_or_page_breaks_it(by):
    missed = []
    for number, place in PLACES:
        raw, word = broken_at(number, place, by)
        found = passages(raw)
        others = [text for i, text in enumerate(REPORT) if i != number]
        assert [text for text in found if text in others] == others, "another paragraph changed"
        if REPORT[number] not in found:
            missed.append(word)
    # A capital or a figure after an unfinished line may begin something new.
    assert not [word for word in missed if word[0].islower()]
    assert len(missed) <= 0.05 * len(PLACES), missed


@pytest.mark.parametrize("by", [PULL_QUOTE], ids=["pull quote"])
def test_a_sentence_is_whole_again_wherever_something_interrupts_it(by):
    missed = []
    for number, place in PLACES:
        raw, word = broken_at(number, place, by)
        found = passages(raw)
        assert by.strip() in found
        if REPORT[number] not in found:
            missed.append((number, place, word))
    small = [m for m in missed if m[2][0].islower()]
    # The first few words may as well be a heading or a caption.
    assert not [m for m in small if m[1] > 8]


@pytest.mark.parametrize("width", range(48, 100, 3))
@pytest.mark.parametrize("apart", ["\n\n", "\n"], ids=["blank lines", "no blank lines"])
def test_wrapped_paragraphs_come_back_at_any_width(width, apart):
    raw = apart.join(textwrap.fill(text, width) for text in REPORT)
    found = passages(raw)
    if apart == "\n\n":
        assert found == list(REPORT)
    else:
        # Only a sentence that ends exactly at the margin hides the end of its paragraph.
        assert " ".join(found) == " ".join(REPORT)


def splits(text: str) -> list[tuple[int, str]]:
    """Every place within a plain word at which at least three letters stand on both sides."""
    return [
        (at, word.group())
        for word in re.finditer(r"(?<![\w-])[A-Za-z]{6,}(?![\w-])", text)
        for at in range(word.start() + 3, word.end() - 2)
    ]


@pytest.mark.parametrize("by", ["\n", APART, PAGE], ids=["line", "block", "page"])
def test_a_word_is_whole_again_wherever_a_hyphen_breaks_it(by):
    places = [(number, *split) for number, text in enumerate(REPORT) for split in splits(text)]
    missed = []
    for number, at, word in places[::3]:
        text = REPORT[number]
        if text not in passages(paged(number, f"{text[:at]}-{by}{text[at:]}")):
            missed.append(word)
    # Some halves are words of their own: "port-ions".
    assert len(missed) <= 0.03 * len(places[::3]), missed


HYPHENS = [
    (number, found.end())
    for number, text in enumerate(REPORT)
    for found in re.finditer(r"\w-(?=\w)", text)
]


@pytest.mark.parametrize("by", ["\n", APART, PAGE], ids=["line", "block", "page"])
@pytest.mark.parametrize(("number", "at"), HYPHENS)
def test_a_true_hyphen_survives_every_break(number, at, by):
    text = REPORT[number]
    assert text in passages(paged(number, text[:at] + by + text[at:]))
