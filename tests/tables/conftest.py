"""A reviewer's desk over the 2017 issue, shared by the tests of decisions."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.decisions.anchor import anchor
from pipeline.decisions.journal import JOURNAL, Decision, append
from pipeline.document.span import Span
from pipeline.run import Options, run

ISSUE = Path(__file__).parents[2] / "raw" / "2017-q4.txt"
START = datetime(2018, 2, 1, 9, tzinfo=UTC)


class Desk:
    """A reviewer at work on a report: decides on what the last run found, and runs it again."""

    def __init__(self, path, out, found=None):
        self.path, self.out = path, out
        self.count = 0
        (out / path.stem).mkdir(parents=True, exist_ok=True)
        if found is None:
            self.run()
        else:
            self.tables, self.text = found

    def run(self):
        (outcome,) = run([self.path], Options(out=self.out))
        assert outcome.error is None, outcome.error
        self.tables = outcome.report.tables
        self.text = (outcome.folder / "text.txt").read_text()
        return self.tables

    def at(self, words, after=""):
        start = self.text.index(words, self.text.index(after))
        return anchor(self.text, Span(start=start, end=start + len(words)))

    def row(self, table, **cells):
        found = [
            row
            for row in self.tables[table]
            if all(getattr(row, column) == value for column, value in cells.items())
        ]
        assert found, f"no row of {table} has {cells}"
        return found[0]

    def decide(self, action, reviewer="ana", **fields):
        self.count += 1
        decision = Decision(
            id=f"d{self.count}",
            time=START + timedelta(minutes=self.count),
            reviewer=reviewer,
            action=action,
            **fields,
        )
        append(self.out / self.path.stem / JOURNAL, decision)
        return decision

    def codes(self):
        return [flag.code for flag in self.tables["flags"] if flag.code.startswith("decision.")]


@pytest.fixture
def desk(tmp_path, issue, issue_report):
    return Desk(ISSUE, tmp_path / "out", (issue_report.tables, issue[0].text))


def here(desk, row):
    return anchor(desk.text, Span(start=row.start, end=row.end))
