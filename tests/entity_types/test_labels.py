"""Each label of the contract has a folder, a key and a colour of its own."""

from typing import get_args

from pipeline.document.labels import folders, labels
from pipeline.entity_types import entity_types
from schemas.tables import TABLES
from schemas.values import Label


def test_each_label_of_the_contract_has_one_folder_that_finds_it():
    assert tuple(labels()) == get_args(Label)
    assert {t.name: t.label for t in entity_types()} == {n: c.label for n, c in folders().items()}


def test_no_two_labels_share_a_key_or_a_colour():
    cards = labels().values()
    assert len({card.key for card in cards}) == len({card.colour for card in cards}) == len(cards)


def test_the_table_of_a_label_is_one_of_the_contract():
    assert {card.table for card in labels().values() if card.table} <= set(TABLES)
