"""Every role rule reads its own example, and only those who have the role."""

import re

import pytest

from pipeline.assemble.roles import load, roles_in
from pipeline.assemble.scene import MASKS, Scene
from pipeline.document import Mention
from pipeline.span import Span

LETTERS = {"X": "ORG", "Y": "ORG", "P": "PERSON", "L": "PLACE"}


def scene(text):
    mentions = [
        Mention(span=Span(start=m.start(), end=m.end()), label=LETTERS[m.group()], method="test")
        for m in re.finditer(r"\b[XYPL]\b", text)
    ]
    masked = list(text)
    for mention in mentions:
        masked[mention.span.start] = MASKS[mention.label]
    whole = Span(start=0, end=len(text))
    return Scene(whole, text, "".join(masked), tuple(range(len(mentions)))), mentions


@pytest.mark.parametrize("rule", load()["rule"], ids=lambda rule: rule["id"])
def test_an_example_gives_all_its_actors_the_role(rule):
    sentence, mentions = scene(rule["example"])
    roles = roles_in(sentence, mentions)
    assert {role.rule for role in roles} == {f"role:{rule['id']}"}
    assert {role.mention for role in roles} == set(range(len(mentions)))
    assert {role.role for role in roles} == {rule["role"]}


@pytest.mark.parametrize(
    "text",
    [
        "X published a report about funds.",
        "The fund grew, and X moved to L.",
        "P wrote to X about the opening hours.",
    ],
)
def test_other_sentences_give_no_role(text):
    assert roles_in(*scene(text)) == []
