"""Fixtures of the tests of segmentation: reports in many shapes, written for these tests."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.families.profile import detect, load
from pipeline.readers import read
from pipeline.repair import repair
from pipeline.segment import segment
from pipeline.stage import Context

REPORTS = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class View:
    """A segmented report as words instead of spans."""

    document: Document

    def text(self, span):
        return None if span is None else " ".join(span.of(self.document.text).split())

    @property
    def roles(self):
        return [(p.role, self.text(p.span)) for p in self.document.paragraphs]

    def of_role(self, role):
        return [text for found, text in self.roles if found == role]

    @property
    def sections(self):
        return [(s.kind, self.text(s.title)) for s in self.document.sections]

    def section(self, title):
        return next(s for s in self.document.sections if self.text(s.title) == title)

    def body(self, section):
        return [self.text(self.document.paragraphs[i].span) for i in section.paragraphs]

    @property
    def lists(self):
        return [
            (self.text(g.title), g.about, g.group, [self.text(self._item(i)) for i in g.items])
            for g in self.document.lists
        ]

    def _item(self, index):
        return self.document.paragraphs[index].span

    def flags(self, code):
        return [f for f in self.document.flags if f.code == code]

    @property
    def title(self):
        return self.text(self.document.masthead.title)

    @property
    def period(self):
        masthead = self.document.masthead
        return masthead.period, masthead.period_status


def segmented(document: Document, family: str | None = None) -> View:
    profile = load(family) if family else detect(document).profile
    context = Context(profile=profile, model="none")
    return View(segment(repair(document, context), context))


@pytest.fixture
def of_text(tmp_path):
    """Segments a text; the family is detected unless it is named."""

    def make(text: str, family: str | None = None, published: date | None = None) -> View:
        path = tmp_path / "report.txt"
        path.write_bytes(text.encode())
        return segmented(read(path, published), family)

    return make


@pytest.fixture(scope="session")
def of_file():
    """Segments one of the reports in ``reports/``."""
    return lambda name: segmented(read(REPORTS / f"{name}.txt"))


@pytest.fixture(scope="session")
def roca_2017():
    return segmented(read(Path(__file__).parents[2] / "raw" / "2017-q4.txt"))
