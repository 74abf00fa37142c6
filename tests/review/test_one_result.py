"""The same input and the same decisions give the same bytes, whoever carries them out."""

from datetime import date

import pytest
from openpyxl import load_workbook

from pipeline.dataset import is_current
from pipeline.decisions.journal import JOURNAL
from pipeline.exchange import REPORT_FORMATS
from pipeline.review.decide import Deed
from pipeline.review.deriving import Deriver
from pipeline.review.importing import import_file
from pipeline.review.session import Session
from pipeline.run import Options, run
from pipeline.write import FINGERPRINT

REPORT = (
    "NEWS FROM THE REGION\n\nApril - June 2021\n\nApril\n\n"
    "Training of prosecutors\n\n"
    "On 4 May, the Ministry of Justice of Kyrgyzstan and the International Organization for "
    "Migration (IOM) trained 25 prosecutors in Osh. The course cost US$ 5,000.\n\n"
    "Last week, Ms. Asel Beishenova met Mr. John Carter, Regional Director of IOM, in Bishkek. "
    "“We begin in May,” Mr. Carter said.\n\n"
    "The World Health Organization opened a laboratory in Tashkent last month.\n\n"
    "Publications\n\n- Handbook on evidence\n- Manual of forensic chemistry\n- Guide for judges\n"
)
"""A report with a row of each table that a decision can be about."""


def span_of(session, words):
    start = session.report.text.index(words)
    return {"start": start, "end": start + len(words)}


def row(session, table, **cells):
    return next(
        key
        for key, found in session.report.rows[table].items()
        if all(found[column] == value for column, value in cells.items())
    )


def deed(action, table, row_id, **rest):
    return Deed(action=action, table=table, row_id=row_id, **rest)


def put(table, row_id="", **rest):
    return deed("put", table, row_id, **rest)


def whole_section(session, first, last):
    """A selection from one word to another, which may take words from all parts."""
    text = session.report.text
    start = text.index(first)
    parts = {*session.report.rows["milestones"], *session.report.rows["sections"]}
    return {"start": start, "end": text.index(last, start) + len(last), "replaces": parts}


def edit(table, column, value, **which):
    return lambda s: [deed("edit", table, row(s, table, **which), column=column, value=value)]


def verdict(action, table, **which):
    return lambda s: [deed(action, table, row(s, table, **which))]


def covering(s):
    words = "trained 25 prosecutors in Osh"
    gone = frozenset({row(s, "mentions", text="25"), row(s, "mentions", text="Osh")})
    return [Deed(action="add", value="EVENT", replaces=gone, **span_of(s, words))]


def merged(s):
    one = row(s, "organisations", acronym="IOM")
    return [deed("merge", "organisations", one, into=row(s, "organisations", name=WHO))]


def undone(s):
    return [*verdict("reject", "mentions", text="Osh")(s), Deed(action="undo")]


WHO = "World Health Organization"
KINDS = {
    "publication date": edit("reports", "published", "2021-05-20"),
    "no publication date": edit("reports", "published", ""),
    "title": edit("reports", "title", "Another title"),
    "period": edit("reports", "period", "2021-05"),
    "value of a date": edit("mentions", "value", "2021-05-05", text="4 May"),
    "value of a place": edit("mentions", "value", "KZ", text="Osh"),
    "value of a figure": edit("mentions", "value", "26", text="25"),
    "value of a number": edit("figures", "value", "26", text="25"),
    "currency": edit("figures", "currency", "EUR", currency="USD"),
    "label": edit("mentions", "label", "PROGRAMME", text="Tashkent"),
    "country": edit("places", "country", "KZ", name="Osh"),
    "gazetteer": lambda s: [
        deed("edit", "places", row(s, "places", name="Osh"), column="geonames_id", **ALMATY)
    ],
    "role": edit("people", "role", "Director", name="John Carter"),
    "speaker": edit("quotes", "speaker", "Asel Beishenova"),
    "date of an event": edit("events", "date", "2021-05-06"),
    "type of an event": edit("events", "type", "meeting"),
    "title of a milestone": edit("milestones", "title", "Courses"),
    "item": edit("list_items", "text", "Handbook on proof", order="1"),
    "accept": verdict("accept", "mentions", text="Osh"),
    "not sure": verdict("skip", "mentions", text="Osh"),
    "not sure of an event": verdict("skip", "events", type="training"),
    "reject a mention": verdict("reject", "mentions", text="Osh"),
    "reject an event": verdict("reject", "events"),
    "reject an item": verdict("reject", "list_items", order="2"),
    "add": lambda s: [Deed(action="add", value="ORG", **span_of(s, "prosecutors"))],
    "add over others": covering,
    "respan": lambda s: [
        deed("respan", "mentions", row(s, "mentions", text="Osh"), **span_of(s, "in Osh"))
    ],
    "merge": merged,
    "an event from words": lambda s: [
        put("events", cells=COURSE, roles=ROLES, **span_of(s, "The course cost US$ 5,000."))
    ],
    "an event from nothing": lambda _: [put("events", cells=COURSE, roles=ROLES)],
    "roles of an event": lambda s: [
        put("events", row(s, "events", type="training"), roles=ROLES, cells={})
    ],
    "an event merged": lambda s: [
        deed(
            "merge",
            "events",
            row(s, "events", type="meeting"),
            into=row(s, "events", type="training"),
        )
    ],
    "an event split": verdict("split", "events", type="training"),
    "an event accepted": verdict("accept", "events", type="training"),
    "a new section": lambda s: [
        put("sections", cells={"title": "Speech"}, **whole_section(s, "Last week", "month."))
    ],
    "a section of another kind": lambda s: [
        put("milestones", row(s, "milestones"), cells={"kind": "story"})
    ],
    "boundaries": lambda s: [
        put("milestones", row(s, "milestones"), **whole_section(s, "On 4 May", "5,000."))
    ],
    "a milestone split": lambda s: [
        deed("split", "milestones", row(s, "milestones"), **span_of(s, "Last week"))
    ],
    "a list": lambda s: [put("lists", **span_of(s, LINES), cells={"title": "Handbooks"})],
    "a quote": lambda s: [
        put("quotes", cells={"person": "Asel Beishenova"}, **span_of(s, "opened a laboratory"))
    ],
    "split": lambda s: [
        deed(
            "split",
            "list_items",
            row(s, "list_items", order="2"),
            value="Manual of\nforensic chemistry",
        )
    ],
    "join": verdict("join", "list_items", order="2"),
    "undo": undone,
}
LINES = "Handbook on evidence\n- Manual of forensic chemistry"
COURSE = {
    "name": "course on evidence",
    "type": "training",
    "date": "4-6 May 2021",
    "place": "Osh",
    "country": "Kyrgyzstan",
    "participants": "forty",
    "amount": "US$ 5,000",
}
ROLES = [
    {"role": "organiser", "who": "IOM"},
    {"role": "funder", "who": "Lake Fund"},
    {"role": "speaker", "who": "Nodira Aliyeva", "kind": "people"},
    {"role": "participant", "who": "Kazakhstan"},
]
ALMATY = {"value": "1526384"}
SIDECAR = '{"published": "2021-06-30"}'


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "raw" / "news.txt"
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    path.with_name("news.meta.json").write_text(SIDECAR, "utf-8")
    return path


@pytest.fixture
def session(source, tmp_path):
    list(run([source], Options(out=tmp_path / "out")))
    return Session(tmp_path / "out" / "news", source.parent)


def content(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def outcome(source, out):
    (found,) = run([source], Options(out=out))
    assert found.error is None
    return content(found.folder)


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_of_carrying_out_a_decision_gives_the_same_bytes(kind, session, source, tmp_path):
    before = content(session.folder)
    for one in KINDS[kind](session):
        session.record(one, "ana")
    session.apply()
    first = content(session.folder)
    assert is_current(session.folder.parent)
    assert {row["status"] for row in session.report.tables["decisions"]} <= {"applied"}
    if kind not in {"accept", "not sure", "not sure of an event", "undo", "no publication date"}:
        changed = set(differing(before, first)) - {"report.json", JOURNAL, "decisions.csv"}
        assert changed - {"evidence.csv"}, "the decision changes no table"
    session.apply()
    assert differing(first, content(session.folder)) == []
    assert differing(first, outcome(source, tmp_path / "out")) == []
    clone = tmp_path / "clone"
    (clone / "news").mkdir(parents=True)
    (clone / "news" / JOURNAL).write_bytes(first[JOURNAL])
    assert differing(first, outcome(source, clone)) == []


IN_BACKGROUND = ("value of a place", "add over others", "an event from words", "not sure", "undo")


@pytest.mark.parametrize("kind", IN_BACKGROUND)
def test_what_is_derived_in_the_background_is_what_a_run_gives(kind, session, source, tmp_path):
    deriver = Deriver(session)
    deriver.start()
    for one in KINDS[kind](session):
        session.record(one, "ana")
    deriver.stop()
    assert not session.failure
    first = content(session.folder)
    assert is_current(session.folder.parent)
    assert {row["status"] for row in session.report.tables["decisions"]} <= {"applied"}
    assert differing(first, outcome(source, tmp_path / "out")) == []


IN_A_WORKBOOK = {
    "publication date": ("reports", {}, "published", "2021-05-20"),
    "title": ("reports", {}, "title", "Another title"),
    "value of a date": ("mentions", {"text": "4 May"}, "value", "2021-05-05"),
    "value of a number": ("figures", {"text": "25"}, "value", 26),
    "label": ("mentions", {"text": "Tashkent"}, "label", "PROGRAMME"),
    "country": ("places", {"name": "Osh"}, "country", "KZ"),
    "gazetteer": ("places", {"name": "Osh"}, "geonames_id", "1526384"),
    "date of an event": ("events", {}, "date", "2021-05-06"),
    "item": ("list_items", {"order": 1}, "text", "Handbook on proof"),
    "accept": ("mentions", {"text": "Osh"}, "review", "accept"),
    "reject a mention": ("mentions", {"text": "Osh"}, "review", "reject"),
    "reject an event": ("events", {}, "review", "reject"),
    "reject an item": ("list_items", {"order": 2}, "review", "reject"),
}
"""For each kind that a workbook can carry: the sheet, the row, the column, what is typed."""
OF_THE_JOURNAL = {JOURNAL, "decisions.csv", "report.json", FINGERPRINT}
"""Files with the ids and times of decisions in them, or digests of these."""


def typed(path, table, which, column, value):
    book = load_workbook(path)
    sheet = book[table]
    header = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        found = dict(zip(header, cells, strict=True))
        if all(found[name].value == wanted for name, wanted in which.items()):
            found[column].value = value
            break
    book.save(path)


@pytest.mark.parametrize("kind", IN_A_WORKBOOK)
def test_a_workbook_gives_what_the_page_gives(kind, session, source, tmp_path):
    path = tmp_path / "news.xlsx"
    path.write_bytes(REPORT_FORMATS["xlsx"].dump(session.report))
    typed(path, *IN_A_WORKBOOK[kind])
    list(run([source], Options(out=tmp_path / "other")))
    other = Session(tmp_path / "other" / "news", source.parent)
    imported = import_file(other, path, "ana")
    assert imported.refused == ()
    other.apply()
    for one in KINDS[kind](session):
        session.record(one, "ana")
    session.apply()
    page, workbook = content(session.folder), content(other.folder)
    assert set(differing(page, workbook)) <= OF_THE_JOURNAL


def test_a_workbook_offers_closed_lists_and_import_refuses_what_is_in_none(session, tmp_path):
    path = tmp_path / "news.xlsx"
    path.write_bytes(REPORT_FORMATS["xlsx"].dump(session.report))
    sheets = load_workbook(path)
    offered = {
        name: [str(v.sqref) for v in sheets[name].data_validations.dataValidation]
        for name in ("mentions", "places", "figures")
    }
    assert [len(offered[name]) for name in offered] == [2, 2, 2]
    for table, column in (("mentions", "label"), ("places", "country"), ("figures", "currency")):
        typed(path, table, {}, column, "XYZ")
    imported = import_file(session, path, "ana")
    assert imported.made == ()
    assert len(imported.refused) == 3


def test_a_run_with_options_is_repeated_with_them(source, tmp_path):
    source.with_name("news.meta.json").unlink()
    options = Options(out=tmp_path / "out", published=date(2021, 7, 2), family="generic")
    (found,) = run([source], options)
    first = content(found.folder)
    Session(found.folder, source.parent).apply()
    assert differing(first, content(found.folder)) == []
