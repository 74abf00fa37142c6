"""By the workbook alone a person brings events and roles to what is right."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.benchmark.reading import reading
from pipeline.document.meaning import spoken
from pipeline.evaluate.answer import answer_of
from pipeline.evaluate.events.cells import CELLS
from pipeline.evaluate.events.matching import match_events
from pipeline.evaluate.events.report import EVENTS, ROLES, WHOLE_EVENTS, cell_measure
from pipeline.evaluate.gold import load_gold
from pipeline.evaluate.wording import Squeezed, normal
from pipeline.exchange import in_words
from pipeline.exchange.workbook import dump_report
from pipeline.review.importing import import_file
from pipeline.review.lookup import country_name
from pipeline.review.session import Session
from pipeline.run import Options, process, run
from pipeline.write.report import Extracted

NEWSLETTERS = Path(__file__).parents[2] / "benchmarks" / "newsletters"
NEWS = """NEWS FROM THE FIELD OFFICE

April - June 2021

On 4 May 2021 the Ministry of Justice of Fiji opened a training in Suva for 40 officers.

The Ministry of Health of Tonga thanked all who came on 12 June 2021.
"""
JUDGED = (EVENTS, ROLES, WHOLE_EVENTS, *map(cell_measure, CELLS))


class Sheet:
    """A workbook as a person has it open."""

    def __init__(self, report, path):
        path.write_bytes(dump_report(report))
        self.path, self.book = path, load_workbook(path)
        self.events, self.roles = self.book[in_words.EVENTS], self.book[in_words.ROLES]
        self.rows = {self.at(row, in_words.ID): row for row in range(2, self.events.max_row + 1)}
        self.next = self.events.max_row + 1

    def at(self, row, heading):
        return self.events.cell(row, in_words.EVENT_HEADINGS.index(heading) + 1).value

    def write(self, row, **cells):
        headings = {cell: heading for heading, cell in in_words.CELLS.items()}
        for cell, value in cells.items():
            heading = headings.get(cell, cell)
            self.events.cell(row, in_words.EVENT_HEADINGS.index(heading) + 1).value = value or None

    def add(self, words, **cells):
        row, self.next = self.next, self.next + 1
        self.write(row, **{in_words.NUMBER: str(row + 100), in_words.WORDS: words}, **cells)
        return row

    def took_part(self, row, lines):
        number = self.at(row, in_words.NUMBER)
        for line in range(self.roles.max_row, 1, -1):
            if self.roles.cell(line, 1).value == number:
                self.roles.delete_rows(line)
        for role, who, kind in lines:
            self.roles.append([number, None, role, who, kind])

    def taken_by(self, session):
        self.book.save(self.path)
        return import_file(session, self.path, "ann")


def extracted(path, out):
    (outcome,) = run([path], Options(out=out))
    assert outcome.error is None
    return outcome.folder


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "field.txt"
    path.write_text(NEWS, "utf-8")
    return Session(extracted(path, tmp_path / "out"), tmp_path)


def test_the_workbook_begins_with_events_in_words(session, tmp_path):
    sheet = Sheet(session.report, tmp_path / "field.xlsx")
    assert sheet.book.sheetnames[:2] == [in_words.EVENTS, in_words.ROLES]
    assert sheet.at(2, "Country") == "Fiji"
    assert sheet.at(2, "Date") == "4 May 2021"
    assert sheet.at(2, "Place") == "Suva"


def test_what_is_not_understood_is_refused_by_sheet_row_and_heading(session, tmp_path):
    sheet = Sheet(session.report, tmp_path / "field.xlsx")
    sheet.write(2, country="Atlantis")
    taken = sheet.taken_by(session)
    ((where, why, at),) = taken.refused
    assert where == f"{in_words.EVENTS}, row 2, Country"
    assert "no country is called “Atlantis”" in why
    assert at == (in_words.EVENTS, 2, "Country")
    assert taken.made == ()


def test_a_new_row_with_its_roles_is_a_new_event_and_the_same_file_twice_one(session, tmp_path):
    sheet = Sheet(session.report, tmp_path / "field.xlsx")
    words = "The Ministry of Health of Tonga thanked all who came on 12 June 2021."
    row = sheet.add(words, name="reception", type="meeting", status="happened", date="12 June 2021")
    sheet.write(row, country="Tonga", participants="forty")
    sheet.took_part(row, [("host", "Ministry of Health of Tonga", "body")])
    assert sheet.taken_by(session).refused == ()
    assert sheet.taken_by(session).made == ()
    folder = extracted(tmp_path / "field.txt", tmp_path / "out")
    report = Extracted(folder)
    (event,) = [row for row in report.tables["events"] if row["name"] == "reception"]
    assert (event["date"], event["country"], event["participants"]) == ("2021-06-12", "TO", "40")
    roles = [r for r in report.tables["event_roles"] if r["event_id"] == event["event_id"]]
    assert [(r["role"], r["name"]) for r in roles] == [("host", "Ministry of Health of Tonga")]


@pytest.mark.parametrize("stem", ["wca-2016-q2", "rosa-2021-q3"])
def test_events_and_roles_are_brought_to_the_gold(stem, tmp_path, monkeypatch):
    source = NEWSLETTERS / "txt" / f"{stem}.txt"
    gold = load_gold(NEWSLETTERS / "gold" / f"{stem}.json")
    folder = extracted(source, tmp_path / "out")
    report = Extracted(folder)
    sheet = Sheet(report, tmp_path / "review.xlsx")
    people = {normal(person["name"]) for person in gold.people}
    text = Squeezed(report.text)
    ids = [row["event_id"] for row in report.tables["events"]]
    answer = answer_of(report)
    matching = match_events(gold.events, answer)
    found = {id(row): sheet.rows[ids[at]] for at, row in enumerate(answer.events)}

    def fill(row, event):
        sheet.write(
            row,
            name=event.name,
            type=event.type,
            status=event.status,
            date=spoken(event.date or ""),
            place=event.place,
            country=country_name(event.country or ""),
            participants="" if event.count is None else f"{event.count:.0f}",
            amount=event.amount,
            background=None,
        )
        lines = [(role, name) for role, names in event.roles.items() for name in names]
        kinds = [("person" if normal(name) in people else "body") for _, name in lines]
        sheet.took_part(row, [(*line, kind) for line, kind in zip(lines, kinds, strict=True)])

    for row in matching.extra:
        sheet.write(found[id(row)], **{in_words.REVIEW: "reject"})
    for told in matching.told:
        fill(found[id(told.row)], told.gold)
        sheet.write(found[id(told.row)], **{in_words.REVIEW: "accept"})
    for missed in matching.missed:
        fill(sheet.add(text.find(missed.anchor).of(report.text)), missed)
    assert sheet.taken_by(Session(folder, source.parent)).refused == ()

    def wrong():
        measures = {m.name: m for m in reading(gold, answer_of(Extracted(folder)))}
        left = {name: (measures[name].missed, measures[name].extra) for name in JUDGED}
        return {name: found for name, found in left.items() if any(found)}

    extracted(source, tmp_path / "out")
    assert wrong() == {}
    others = lambda document, _: document.model_copy(update={"events": ()})  # noqa: E731
    others.__name__ = "events"
    monkeypatch.setattr(process, "STAGES", (*process.STAGES[:-1], others))
    extracted(source, tmp_path / "out")
    assert wrong() == {}
