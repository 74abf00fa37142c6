"""What a language must give: a folder with one checked file a class of words."""

import shutil
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.language import load

ENGLISH = Path(str(files("pipeline.language"))) / "en"
PIPELINE = ENGLISH.parents[1]
FEWEST = 5
"""Words from which on a list is compared: shorter ones are alike by chance."""
SAME = 0.6
"""Share of the words of two lists that both have, from which on they are one class."""


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


def word_lists(data: object, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The lists of words in what a TOML file holds, and tables of words to numbers, by name."""
    match data:
        case dict():
            for key, value in data.items():
                yield from word_lists(value, f"{name}.{key}")
            if all(isinstance(value, int | float) for value in data.values()):
                yield name, frozenset(word.casefold() for word in data)
        case [str(), *_]:
            yield name, frozenset(str(word).casefold() for word in data)
        case list():
            for at, value in enumerate(data):
                yield from word_lists(value, f"{name}[{at}]")


def lists_of(path: Path) -> dict[str, frozenset[str]]:
    """The lists of a file that are long enough to be compared, by the file and their name."""
    name = path.relative_to(PIPELINE).as_posix()
    found = word_lists(tomllib.loads(path.read_text("utf-8")), name)
    return {name: words for name, words in found if len(words) >= FEWEST}


def test_no_class_of_words_has_a_second_home():
    home = [found for path in ENGLISH.glob("*.toml") for found in lists_of(path).items()]
    others = [path for path in PIPELINE.rglob("*.toml") if path.parent != ENGLISH]
    twice = [
        f"{name} is {known}"
        for path in others
        for name, words in lists_of(path).items()
        for known, listed in home
        if len(words & listed) >= SAME * len(words | listed)
    ]
    assert not twice


def test_what_is_chosen_from_a_class_is_of_the_class():
    titles, posts, places = load.titles(), load.posts(), load.places()
    known = {title.rstrip(".") for title in (*titles.honorifics, *titles.ranks)}
    assert titles.of_people <= known | {"Maj", "Capt", "Col"}
    assert {*posts.address, *posts.of_people} <= set(posts.posts)
    regions = {n.lower() for region in places.regions for n in (region.name, *region.names)}
    assert {name for name in places.wide if name.removeprefix("the ") not in regions} == {
        "antarctica",
        "great lakes region",
        "gulf region",
        "south eastern europe",
        "southeast asia and the pacific",
    }


def test_ordinal_numbers_count_as_the_cardinal_ones_do():
    numbers = load.numbers()
    assert list(numbers.ordinals.values())[:20] == list(range(1, 21))
    assert [numbers.cardinals[word] for word in ("zero", "twelve", "ninety")] == [0, 12, 90]
