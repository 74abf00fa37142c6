"""The open newsletters: no report reads worse than recorded, and other systems are scored, too."""

import json
import re
import shutil
import subprocess
import sys

import jsonschema
import pytest

from pipeline.benchmark import (
    HELD,
    Result,
    against_recorded,
    baseline_results,
    extracted_results,
    golds,
    predicted_results,
    record,
)
from pipeline.benchmark.predictions import Predictions, schema
from pipeline.document.errors import ConfigError
from pipeline.evaluate.events.report import EVENTS, ROLES
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.score import Score
from pipeline.language.models import DEFAULT_MODEL
from pipeline.run import Options
from tests.conftest import ROOT

NEWSLETTERS = ROOT / "benchmarks" / "newsletters"
NAMES = sorted(path.stem for path in (NEWSLETTERS / "gold").glob("*.json"))
FILES = [f"{name}.{form}" for form in HELD for name in NAMES]


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    """This product's results on each form of the newsletters, extracted once for all tests."""
    out = tmp_path_factory.mktemp("newsletters")
    return [extracted_results(NEWSLETTERS, form, Options(out / form)) for form in HELD]


@pytest.fixture(scope="session")
def comparisons(results):
    return against_recorded(NEWSLETTERS, results)


@pytest.mark.parametrize("file", FILES)
def test_no_measure_of_a_report_falls_below_the_recorded_one(comparisons, file):
    of_file = [c for c in comparisons if c.report == file]
    assert of_file
    assert [c.measure.name for c in of_file if c.recorded_f1 is None] == []
    assert {c.measure.name: (c.lost, c.new) for c in of_file if c.dropped} == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_report_is_there_in_every_form_with_a_gold_that_points_into_it(name):
    gold = golds(NEWSLETTERS)[name]
    assert gold.report["id"] == name
    assert all((NEWSLETTERS / form / f"{name}.{form}").is_file() for form in ("pdf", "txt", "html"))
    for paragraph in gold.paragraphs:
        for mention in paragraph.mentions:
            assert paragraph.text[mention.start : mention.end] == mention.text


def answers(gold: Gold) -> dict[str, object]:
    """The answers of a system that knows the gold standard."""
    return {
        "events": [
            {
                "words": event.anchor,
                **event.model_dump(
                    mode="json",
                    include={"name", "type", "status", "date", "place", "country", "roles"},
                ),
                "participants": event.count,
                "currency": event.amount and event.amount[:3],
                "amount": event.amount and float(event.amount[4:]),
            }
            for event in gold.events
        ],
        "mentions": [
            {"label": mention.label, "text": mention.text}
            for paragraph in gold.paragraphs
            for mention in paragraph.mentions
        ],
        "sections": [row["title"] for row in gold.sections],
        "people": [row["name"] for row in gold.people],
        "quotes": [{"text": q["text"], "speaker": q.get("speaker", "")} for q in gold.quotes],
    }


@pytest.fixture
def predictions(tmp_path):
    """The answers of a system that knows everything, a file a report."""
    for name, gold in golds(NEWSLETTERS).items():
        (tmp_path / f"{name}.json").write_text(json.dumps(answers(gold)), "utf-8")
    return tmp_path


def test_a_system_that_knows_the_gold_has_nothing_missed_and_nothing_extra(predictions):
    result = predicted_results(NEWSLETTERS, predictions)
    assert {name: s for name, s in result.total.items() if s.fn or s.fp} == {}
    assert result.total[EVENTS] == Score(tp=217)
    assert result.total[ROLES] == Score(tp=395)


def test_a_system_that_says_nothing_misses_everything(predictions):
    for path in predictions.iterdir():
        path.write_text("{}", "utf-8")
    total = predicted_results(NEWSLETTERS, predictions).total
    assert total[EVENTS] == Score(fn=217)
    assert {name for name, score in total.items() if score.tp or score.fp} == set()


def test_words_that_the_report_does_not_hold_make_an_event_extra(predictions):
    path = predictions / f"{NAMES[0]}.json"
    told = json.loads(path.read_text("utf-8"))
    told["events"][0]["words"] = "the moon was painted green by nobody at all"
    path.write_text(json.dumps(told), "utf-8")
    assert predicted_results(NEWSLETTERS, predictions).total[EVENTS] == Score(tp=216, fp=1, fn=1)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, "config.no-predictions", "does not exist"),
        ("[1]", "config.broken-predictions", "the file"),
        ('{"events": [{"words": "x", "name": "y", "type": "party"}]}', "config.broken", "type"),
        ('{"people": ["A"], "persons": ["B"]}', "config.broken-predictions", "persons"),
    ],
)
def test_answers_that_are_missing_or_not_of_the_form_are_named(predictions, content, code, said):
    path = predictions / f"{NAMES[0]}.json"
    path.unlink() if content is None else path.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=said) as refused:
        predicted_results(NEWSLETTERS, predictions)
    assert refused.value.code.startswith(code)
    assert NAMES[0] in refused.value.message


def test_the_bare_model_finds_names_and_less_of_them_than_this_product(results):
    bare = baseline_results(NEWSLETTERS, DEFAULT_MODEL).total
    assert 0.6 < bare["core names"].f1 < results[0].total["core names"].f1
    assert bare[EVENTS].tp == bare[EVENTS].fp == 0


def test_a_folder_without_gold_standards_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="holds no gold standards"):
        golds(tmp_path)


@pytest.fixture
def one_report(tmp_path):
    """A benchmark of one report."""
    folder = tmp_path / "one"
    for form, ending in (("gold", "json"), ("txt", "txt")):
        (folder / form).mkdir(parents=True)
        shutil.copy(NEWSLETTERS / form / f"{NAMES[0]}.{ending}", folder / form)
    return folder


def command(*arguments):
    whole = [sys.executable, "-m", "pipeline.cli", "benchmark", *map(str, arguments)]
    return subprocess.run(whole, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_command_records_holds_and_names_what_was_lost(one_report):
    done = command("--folder", one_report, "--form", "txt", "--record")
    assert done.returncode == 0, done.stderr
    assert NAMES[0] in done.stdout
    path = one_report / "txt" / f"{NAMES[0]}.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2018", "next to nothing"), "utf-8")
    worse = command("--folder", one_report, "--form", "txt", "--json")
    assert worse.returncode == 1, worse.stderr
    dropped = {row["measure"]: row for row in json.loads(worse.stdout)["dropped"]}
    assert any(row["lost"] for row in dropped.values())
    assert "DATE" in dropped


def test_the_command_scores_another_system_and_the_baseline(predictions):
    done = command("--predictions", predictions, "--baseline", "--json")
    assert done.returncode == 0, done.stderr
    perfect, bare = json.loads(done.stdout)["systems"]
    assert perfect["total"][EVENTS]["f1"] == 1
    assert (perfect["form"], bare["system"]) == ("", DEFAULT_MODEL)


def test_a_stranger_who_reads_the_texts_is_scored_by_the_documented_form(tmp_path):
    """A system of one pattern, which knows nothing of this project but the README."""
    form = json.loads((NEWSLETTERS / "predictions.schema.json").read_text("utf-8"))
    months = "January February March April May June July August September October November December"
    pattern = rf"\d{{1,2}} (?:{'|'.join(months.split())})(?: \d{{4}})?"
    for path in (NEWSLETTERS / "txt").glob("*.txt"):
        found = re.findall(pattern, path.read_text("utf-8"))
        told = {"mentions": [{"label": "DATE", "text": words} for words in found]}
        jsonschema.validate(told, form)
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(told), "utf-8")
    done = command("--predictions", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    (system,) = json.loads(done.stdout)["systems"]
    assert system["total"]["DATE"]["precision"] > 0.4
    assert system["total"]["DATE"]["right"] > 20
    assert system["total"][EVENTS]["right"] == system["total"][EVENTS]["extra"] == 0


def test_the_example_of_the_readme_is_of_the_form_that_is_shipped():
    readme = (NEWSLETTERS / "README.md").read_text("utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", readme, re.DOTALL)[1])
    assert set(example) == set(Predictions.model_fields)
    Predictions.model_validate(example)
    assert (NEWSLETTERS / "predictions.schema.json").read_text("utf-8") == schema()
    jsonschema.validate(example, json.loads(schema()))


def test_the_scores_of_another_system_are_not_recorded(predictions):
    done = command("--predictions", predictions, "--record")
    assert done.returncode == 2
    assert "neither" in done.stderr


def test_recording_one_form_leaves_the_other_as_it_was(results, tmp_path):
    record(tmp_path, results[:1])
    first = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    record(tmp_path, [Result("Milestones", {}, "txt")])
    assert json.loads((tmp_path / "scores.json").read_text("utf-8")) == first
    assert {name.rpartition(".")[2] for name in first} == {"pdf"}
