"""A journal that comes from somebody else may say anything: it decides only what it can decide."""

import json

import pytest

from pipeline.run import Options, run
from pipeline.write.report import Extracted

TEXT = "Note\n\nMay 2019\n\nOn 5 May 2019 the court in Dushanbe trained ten judges of Tajikistan.\n"
HEAD = {"time": "2020-01-01T10:00:00Z", "reviewer": "<script>alert(1)</script>"}
NOWHERE = {"exact": "nothing", "prefix": "", "suffix": "", "start": 7, "end": 10**12}
NO_SPAN = NOWHERE | {"start": -7}
DECIDED = {
    "no JSON": b"\x00\xff{{{",
    "JSON without end": b"[" * 100_000,
    "a number": b"7",
    "an unknown key": {"id": "a", "action": "accept", "shell": "rm"},
    "an unknown action": {"id": "b", "action": "run"},
    "an unknown table": {"id": "c", "action": "reject", "table": "../../x", "row_id": "/etc"},
    "an unknown column": {"id": "d", "action": "edit", "table": "dates", "column": "__class__"},
    "words that are nowhere": {"id": "e", "action": "add", "anchor": NOWHERE, "after": "PERSON"},
    "what is no span": {"id": "i", "action": "add", "anchor": NO_SPAN, "after": "PERSON"},
    "no label": {"id": "f", "action": "add", "anchor": NOWHERE, "after": {"x": [1]}},
    "a repair of nothing": {"id": "g", "action": "repair", "anchor": NOWHERE, "after": "=1+1"},
}


def line(decided):
    return decided if isinstance(decided, bytes) else json.dumps(HEAD | decided).encode()


def tables(folder):
    """All tables but those that tell of decisions."""
    held = Extracted(folder).tables
    return {name: rows for name, rows in held.items() if name not in {"decisions", "flags"}}


@pytest.fixture
def extract(tmp_path):
    """The folder of the report under a journal of these lines."""

    def under(*lines):
        (tmp_path / "note.txt").write_text(TEXT)
        journal = tmp_path / "out" / "note" / "review.jsonl"
        journal.parent.mkdir(parents=True, exist_ok=True)
        journal.write_bytes(b"\n".join([*lines, b""]))
        (outcome,) = run([tmp_path / "note.txt"], Options(out=tmp_path / "out"))
        assert outcome.error is None
        return outcome.folder

    return under


@pytest.mark.parametrize("name", DECIDED)
def test_what_cannot_be_decided_changes_no_table_and_is_told(name, extract):
    as_it_is = tables(extract())
    folder = extract(line(DECIDED[name]))
    assert tables(folder) == as_it_is
    report = Extracted(folder)
    codes = {row["code"] for row in report.tables["flags"]}
    assert report.tables["decisions"] or any(code.startswith("decision.") for code in codes)


def test_nothing_is_written_outside_of_the_report(extract, tmp_path):
    before = {path for path in tmp_path.rglob("*") if (tmp_path / "out") not in path.parents}
    extract(*map(line, DECIDED.values()))
    after = {path for path in tmp_path.rglob("*") if (tmp_path / "out") not in path.parents}
    assert after - before <= {tmp_path / "out", tmp_path / "note.txt"}
