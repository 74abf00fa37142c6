"""What a language must give: a folder with one checked file a class of words."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.language import load

ENGLISH = Path(str(files("pipeline.language"))) / "en"


@pytest.fixture
def language(tmp_path, monkeypatch):
    """A copy of English as another language, from which words are read during the test."""
    shutil.copytree(ENGLISH, tmp_path / "xx")
    monkeypatch.setattr(load, "LANGUAGE", "xx")
    monkeypatch.setattr(load, "files", lambda _: tmp_path)
    for read in load.CLASSES.values():
        read.cache_clear()
    yield tmp_path / "xx"
    for read in load.CLASSES.values():
        read.cache_clear()


def test_each_file_is_a_class_of_words_and_each_class_a_file():
    assert {path.stem for path in ENGLISH.glob("*.toml")} == set(load.CLASSES)


@pytest.mark.parametrize("name", load.CLASSES)
def test_another_language_is_another_folder(language, name):
    assert load.CLASSES[name]()
    (language / f"{name}.toml").unlink()
    load.CLASSES[name].cache_clear()
    with pytest.raises(FileNotFoundError):
        load.CLASSES[name]()


@pytest.mark.parametrize("name", load.CLASSES)
def test_a_key_that_no_model_knows_is_refused(language, name):
    path = language / f"{name}.toml"
    path.write_text('surprise = ["x"]\n' + path.read_text("utf-8"), "utf-8")
    with pytest.raises(ValidationError, match="surprise"):
        load.CLASSES[name]()


def test_the_calendar_is_whole_and_in_order():
    calendar = load.calendar()
    assert (len(calendar.months), len(calendar.weekdays)) == (12, 7)
    assert (calendar.months[0], calendar.weekdays[0]) == ("january", "monday")
    assert set(calendar.short_months.values()) == set(range(1, 13)) - {5}


def test_no_pronoun_title_or_noun_tells_of_both_genders():
    he, she = load.gender().he, load.gender().she
    for field in ("pronouns", "titles", "nouns"):
        assert not getattr(he, field) & getattr(she, field)
    assert not any(one.endswith(he.endings) for one in she.endings)
