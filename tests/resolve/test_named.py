"""Named events, programmes and instruments: which names are one thing."""

import pytest

from pipeline.document import Acronym, Document, Mention, Source
from pipeline.document.span import Span
from pipeline.families.profile import Profile
from pipeline.resolve.named import resolve


def report(names, label, text=None, acronyms=()):
    text = text or ". ".join(names)
    mentions, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(Mention(span=Span(start=start, end=at), label=label, method="test"))
    return Document(
        source=Source(name="t.txt", media_type="text/plain", sha256="0", size=1),
        raw=text,
        blocks=(),
        text=text,
        mentions=tuple(mentions),
        acronyms=acronyms,
    )


def things(document):
    return resolve(document, Profile(name="test"))


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("Open Boats Day", "Open Boats day"), "EVENT"),
        (
            ("MoU on Shared Lakes", "Memorandum of Understanding (MoU) on Shared Lakes"),
            "INSTRUMENT",
        ),
        (("UN Convention on Lakes", "United Nations Convention on Lakes"), "INSTRUMENT"),
        (("Lake Programme", "Lake Program"), "PROGRAMME"),
    ],
)
def test_names_of_one_thing_are_one_row(names, label):
    (thing,), _ = things(report(names, label))
    assert thing.mentions == tuple(range(len(names)))


def test_an_introduced_alias_is_the_same_thing():
    text = 'The Plan of Clean Lakes ("Lake Map") was signed. The Lake Map holds.'
    document = report(("Plan of Clean Lakes", "Lake Map", "Lake Map"), "INSTRUMENT", text)
    (thing,), _ = things(document)
    assert (thing.name, thing.alias, thing.mentions) == (
        "Plan of Clean Lakes",
        "Lake Map",
        (0, 1, 2),
    )


def test_a_defined_acronym_is_the_same_thing():
    text = "The Clean Lake Programme (CLP) ended. CLP was long."
    acronym = Acronym(
        short=Span(start=text.index("CLP"), end=text.index("CLP") + 3),
        long=Span(start=4, end=24),
        label="PROGRAMME",
    )
    document = report(("Clean Lake Programme", "CLP"), "PROGRAMME", text, (acronym,))
    assert [thing.mentions for thing in things(document)[0]] == [(0, 1)]


def test_the_head_word_tells_the_kind():
    (thing,), _ = things(report(("Protocol on Lakes",), "INSTRUMENT"))
    assert thing.kind == "treaty"


@pytest.mark.parametrize(
    ("names", "flagged"),
    [
        (("Conference on Clean Lakes", "Conference on Clean Lake"), True),
        (("11th Meeting on Clean Lakes", "12th Meeting on Clean Lakes"), False),
    ],
)
def test_names_that_look_alike_are_kept_apart_and_flagged_unless_numbers_differ(names, flagged):
    found, flags = things(report(names, "EVENT"))
    assert len(found) == 2
    assert [flag.code for flag in flags] == ["named.possible-duplicate"] * flagged
