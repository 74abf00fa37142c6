"""By the page alone a person brings a report from what the rules found to what is right."""

import csv

import pytest

from pipeline.benchmark.reading import TITLES, reading
from pipeline.decisions.journal import JOURNAL
from pipeline.document.meaning import spoken
from pipeline.evaluate.answer import answer_of
from pipeline.evaluate.events.cells import CELLS
from pipeline.evaluate.events.matching import match_events
from pipeline.evaluate.events.report import EVENTS, ROLES, WHOLE_EVENTS, cell_measure
from pipeline.evaluate.gold import load_gold
from pipeline.evaluate.wording import Squeezed, alike, normal
from pipeline.review.lookup import country_name
from pipeline.run import Options, process, run
from pipeline.write.report import Extracted
from tests.review.conftest import ROOT
from tests.review.hands import decided, mark, open_row, tab

NEWSLETTERS = ROOT / "benchmarks" / "newsletters"
REPORTS = ["wca-2016-q2.txt", "rosa-2021-q3.pdf"]
JUDGED = (EVENTS, ROLES, WHOLE_EVENTS, *map(cell_measure, CELLS), TITLES)
"""The measures that the page must bring to 1."""
SAME_TITLE = 0.9


def measures(gold, folder):
    found = {m.name: m for m in reading(gold, answer_of(Extracted(folder)))}
    return {name: found[name] for name in JUDGED}


def wrong(gold, folder):
    """What is missed and what is too much, by measure."""
    return {
        name: (m.missed, m.extra)
        for name, m in measures(gold, folder).items()
        if m.missed or m.extra
    }


class Officer:
    """A person at the page, with the gold standard in hand."""

    def __init__(self, page, report, gold):
        self.page, self.report, self.gold = page, report, gold
        self.text = Squeezed(report.text)

    # --- events -----------------------------------------------------------------------------------

    def put_events_right(self):
        answer = answer_of(self.report)
        matching = match_events(self.gold.events, answer)
        ids = [row["event_id"] for row in self.report.tables["events"]]
        found = {id(row): ids[at] for at, row in enumerate(answer.events)}
        tab(self.page, "events")
        for row in matching.extra:
            open_row(self.page, "events", found[id(row)])
            decided(self.page, lambda: self.page.keyboard.press("x"))
        for told in matching.told:
            open_row(self.page, "events", found[id(told.row)])
            self.page.keyboard.press("e")
            self.fill(told.gold)
        for missed in matching.missed:
            mark(self.page, self.text.find(missed.anchor))
            self.page.keyboard.press("c")
            self.fill(missed)

    def fill(self, event):
        """Write all of an event into the form, as people write it."""
        form = self.page.locator("form.record")
        form.wait_for()
        form.locator("[name=name]").fill(event.name)
        form.locator("[name=type]").select_option(event.type)
        form.locator("[name=status]").select_option(event.status)
        form.locator("[name=date]").fill(spoken(event.date or ""))
        form.locator("[name=place]").fill(event.place or "")
        form.locator("[name=country]").fill(country_name(event.country or "") or "")
        form.locator("[name=participants]").fill(
            "" if event.count is None else f"{event.count:,.0f}"
        )
        form.locator("[name=amount]").fill(event.amount or "")
        form.locator("[name=currency]").fill((event.amount or "")[:3])
        form.locator("[name=background]").set_checked(False)
        while form.locator("[data-remove-role]").count():
            form.locator("[data-remove-role]").first.click()
        for role, names in event.roles.items():
            for name in names:
                self.add_role(form, role, name)
        decided(self.page, lambda: form.locator("button.primary").click())
        form.wait_for(state="detached")

    def add_role(self, form, role, name):
        form.locator("[data-add-role]").click()
        line = form.locator(".role").last
        line.locator("[name=role]").select_option(role)
        line.locator("[name=who]").fill(name)
        people = {normal(person["name"]) for person in self.gold.people}
        line.locator("[name=kind]").select_option(
            "people" if normal(name) in people else "organisations"
        )

    # --- structure --------------------------------------------------------------------------------

    def put_sections_right(self):
        tab(self.page, "sections")
        left = [row for row in self.report.tables["sections"] if row["title"]]
        for part in self.gold.sections:
            kind = part["kind"] if part["kind"] in {"story", "feature"} else "section"
            row = next((r for r in left if alike(part["title"], r["title"], SAME_TITLE)), None)
            if row is None:
                self.add_section(part["title"], kind)
                continue
            left.remove(row)
            if row["kind"] != kind:
                open_row(self.page, "sections", row["section_id"])
                self.page.keyboard.press("e")
                self.page.locator("form.record [name=kind]").select_option(kind)
                self.save()
        for row in left:
            open_row(self.page, "sections", row["section_id"])
            decided(self.page, lambda: self.page.keyboard.press("x"))

    def add_section(self, title, kind):
        mark(self.page, self.text.find(title))
        self.page.click("#selection [data-new=sections]")
        form = self.page.locator("form.record")
        form.locator("[name=title]").fill(title)
        form.locator("[name=kind]").select_option(kind)
        form.locator("button.primary").click()
        asked = self.page.locator("#replacing[open] button.primary")
        asked.or_(self.page.locator("#panel .panel-head[data-table=sections]")).first.wait_for()
        if asked.is_visible():
            decided(self.page, asked.click)
        form.wait_for(state="detached")

    def save(self):
        decided(self.page, lambda: self.page.locator("form.record button.primary").click())
        self.page.locator("form.record").wait_for(state="detached")

    # --- the report itself ------------------------------------------------------------------------

    def put_report_right(self, cells):
        self.page.click("#about")
        for column, value in cells.items():
            self.page.click(f"#panel [data-edit={column}]")
            field = self.page.locator("#panel form [name=value]")
            field.fill(value)
            decided(self.page, lambda: self.page.locator("#panel form button.primary").click())
            self.page.locator("#panel form").wait_for(state="detached")


def report_row(folder):
    with (folder / "reports.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    return row


@pytest.mark.parametrize("name", REPORTS)
def test_every_event_section_and_the_reports_row_are_brought_to_the_gold(
    name, desk_of, page_of, monkeypatch, tmp_path
):
    stem, _, ending = name.partition(".")
    source = NEWSLETTERS / ending / name
    gold = load_gold(NEWSLETTERS / "gold" / f"{stem}.json")
    desk = desk_of(source)
    folder = desk.out / stem
    assert wrong(gold, folder), "nothing is left to put right: take another newsletter"
    page = page_of(desk.start())
    if ending == "pdf":
        page.keyboard.press("w")
    officer = Officer(page, Extracted(folder), gold)
    officer.put_sections_right()
    officer.put_events_right()
    told = {"title": f"{gold.report['title']}, second edition", "published": "2022-01-31"}
    told |= {"publisher": gold.report["publisher"] + " itself", "period": "Q1 2022"}
    officer.put_report_right(told)

    def is_right(out):
        (outcome,) = run([source], Options(out=out))
        assert outcome.error is None
        assert [d for d in outcome.report.tables["decisions"] if d.status != "applied"] == []
        assert wrong(gold, out / stem) == {}
        row = report_row(out / stem)
        assert (row["title"], row["period"]) == (told["title"], "2022-01/2022-03")
        assert (row["publisher"], row["published"]) == (told["publisher"], "2022-01-31")

    is_right(desk.out)
    clone = tmp_path / "clone"
    (clone / stem).mkdir(parents=True)
    (clone / stem / JOURNAL).write_bytes((folder / JOURNAL).read_bytes())
    is_right(clone)
    monkeypatch.setattr(process, "STAGES", (*process.STAGES[:-1], events))
    is_right(clone)


def events(document, _):
    """Other rules: they find no events at all."""
    return document.model_copy(update={"events": ()})
