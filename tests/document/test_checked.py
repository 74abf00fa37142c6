"""Data files are checked when they are read; what no model knows is refused."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.dataset import donors, happenings, measures
from pipeline.document.checked import read_toml
from pipeline.document.fitted import Fitted
from pipeline.document.flags import FlagKind, catalogue
from pipeline.document.labels import LabelCard
from pipeline.entity_types.date.vocabulary import Grammar
from pipeline.entity_types.figure.values import Vocabulary as FigureWords
from pipeline.entity_types.organisation.parse import Kinds
from pipeline.entity_types.person.vocabulary import PersonVocabulary
from pipeline.entity_types.place.vocabulary import PlaceVocabulary
from pipeline.events.columns import ColumnNames
from pipeline.events.dates import MonthDay
from pipeline.events.lexicon import Lexicon
from pipeline.exchange.hxl import Tag
from pipeline.names.contexts import Contexts
from pipeline.names.words import NameVocabulary
from pipeline.repair.characters import Rule
from pipeline.repair.vocabulary import RepairVocabulary
from pipeline.review.plain import Words
from pipeline.segment.vocabulary import SegmentVocabulary

PIPELINE = Path(str(files("pipeline")))
FORMS = {
    "dataset/donors.toml": donors._Vocabulary,
    "dataset/happenings.toml": happenings._Vocabulary,
    "dataset/measures.toml": measures._Vocabulary,
    "entity_types/date/grammar.toml": Grammar,
    "entity_types/figure/vocabulary.toml": FigureWords,
    "entity_types/organisation/kinds.toml": Kinds,
    "entity_types/organisation/label.toml": LabelCard,
    "entity_types/person/vocabulary.toml": PersonVocabulary,
    "entity_types/place/vocabulary.toml": PlaceVocabulary,
    "events/columns.toml": ColumnNames,
    "events/confidence.toml": Fitted,
    "events/lexicon.toml": Lexicon,
    "extract/confidence.toml": Fitted,
    "names/contexts.toml": Contexts,
    "names/headwords.toml": NameVocabulary,
    "repair/characters.toml": dict[Rule, dict[str, str]],
    "repair/vocabulary.toml": RepairVocabulary,
    "review/words.toml": Words,
    "segment/vocabulary.toml": SegmentVocabulary,
}
READERS = {"document/checked.py", "families/profile.py"}
"""Modules that read TOML themselves: a profile is merged with its parent before it is checked."""


@pytest.mark.parametrize("name", FORMS)
def test_a_key_that_no_model_knows_is_refused(name, tmp_path):
    copy = tmp_path / "copy.toml"
    shutil.copy(PIPELINE / name, copy)
    assert read_toml(copy, FORMS[name])
    copy.write_text("surprise = 1\n" + copy.read_text("utf-8"), "utf-8")
    with pytest.raises(ValidationError, match="surprise"):
        read_toml(copy, FORMS[name])


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (dict[str, MonthDay], '"Day of Rivers" = "13-01"'),
        (dict[str, MonthDay], '"Day of Rivers" = "12-32"'),
        (dict[str, Tag], 'name = "activity"'),
        (dict[str, FlagKind], 'odd = { severity = "loud", message = "" }'),
    ],
)
def test_where_the_keys_are_the_data_the_values_are_checked(form, told, tmp_path):
    file = tmp_path / "told.toml"
    file.write_text(told, "utf-8")
    with pytest.raises(ValidationError):
        read_toml(file, form)


def test_each_remedy_is_for_a_flag_of_the_catalogue():
    remedies = read_toml(PIPELINE / "review" / "remedies.toml", dict[str, str])
    assert remedies.keys() <= catalogue().keys()


def test_every_other_module_reads_its_data_through_the_loader_that_checks():
    found = {
        path.relative_to(PIPELINE).as_posix()
        for path in PIPELINE.rglob("*.py")
        if re.search(r"^(?:import|from) tomllib", path.read_text("utf-8"), re.MULTILINE)
    }
    assert found == READERS
