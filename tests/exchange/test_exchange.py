"""What goes out to other tools comes back as the decisions made there, and as no others."""

import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import spacy
from openpyxl import load_workbook
from spacy.tokens import DocBin

from pipeline.document.errors import ReadError
from pipeline.exchange import ANNOTATIONS, REPORT_FORMATS
from pipeline.exchange.workbook import BASE
from pipeline.review import importing
from pipeline.review.decide import Deed
from pipeline.review.importing import import_file
from pipeline.review.session import Session
from pipeline.run import Options, run
from pipeline.write.report import Extracted

REPORT = (
    "NEWS 🌍 FROM THE REGION\n\nApril - June 2021\n\nApril\n\n"
    "=1+1 Training of prosecutors\n\n"
    "On 4 May 2021, the Ministry of Justice of Kyrgyzstan 🌍 and the International Organization "
    "for Migration (IOM) trained 25 prosecutors in Osh.\n\n"
    "On 6 May, Ms. Asel Beishenova met Mr. John Carter, Regional Director of IOM, in Bishkek.\n"
)


@pytest.fixture
def session(session_of):
    return session_of("news.txt", REPORT)


def exported(session, to, tmp_path):
    form = REPORT_FORMATS[to]
    path = tmp_path / f"news{form.suffix}"
    path.write_bytes(form.dump(session.report))
    return path


def mention(session, words):
    return next(row for row in session.report.tables["mentions"] if row["text"] == words)


def told(imported):
    return sorted(
        (d.action, d.anchor.exact if d.anchor else "", d.target.exact if d.target else d.after)
        for d in imported.made
    )


@pytest.mark.parametrize("to", REPORT_FORMATS)
def test_what_comes_back_unchanged_decides_nothing(session, to, tmp_path):
    imported = import_file(session, exported(session, to, tmp_path), "ann")
    assert imported == ((), ())


@pytest.mark.parametrize("to", ["webannotation", "docbin", "labelstudio"])
def test_every_mention_stands_where_it_stood(session, to, tmp_path):
    path = exported(session, to, tmp_path)
    found = ANNOTATIONS[path.suffix](path.read_bytes())
    expected = [
        (row["mention_id"], row["label"], row["text"]) for row in session.report.tables["mentions"]
    ]
    assert sorted((i.identifier, i.label, i.anchor.exact) for i in found.items) == sorted(expected)
    assert len(expected) > 8


def in_webannotation(path, drop, relabel, add):
    whole = json.loads(path.read_text())
    items = whole["first"]["items"]
    items[:] = [i for i in items if i["target"]["selector"][0]["exact"] != drop]
    changed = next(i for i in items if i["target"]["selector"][0]["exact"] == relabel)
    changed["body"][0]["value"] = "PROGRAMME"
    quote = {"type": "TextQuoteSelector", "exact": add, "prefix": "25 ", "suffix": " in Osh"}
    items.append({"body": {"value": "ORG"}, "target": {"selector": quote}})
    path.write_text(json.dumps(whole))


def in_docbin(path, drop, relabel, add):
    nlp = spacy.blank("en")
    (doc,) = DocBin().from_bytes(path.read_bytes()).get_docs(nlp.vocab)
    kept = [span for span in doc.spans["mentions"] if span.text != drop]
    at = next(i for i, span in enumerate(kept) if span.text == relabel)
    kept[at] = doc.char_span(
        kept[at].start_char, kept[at].end_char, "PROGRAMME", span_id=kept[at].id_
    )
    start = doc.text.index(add)
    kept.append(doc.char_span(start, start + len(add), "ORG"))
    doc.spans["mentions"] = kept
    path.write_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes())


def in_labelstudio(path, drop, relabel, add):
    (task,) = json.loads(path.read_text())
    result = [r for r in task["predictions"][0]["result"] if r["value"]["text"] != drop]
    changed = next(r for r in result if r["value"]["text"] == relabel)
    changed["value"]["labels"] = ["PROGRAMME"]
    before = task["data"]["text"].partition(add)[0]
    start = len(before.encode("utf-16-le")) // 2  # as the browser counts
    value = {"start": start, "end": start + len(add), "labels": ["ORG"]}
    result.append({"id": "x", "type": "labels", "value": value})
    task["annotations"] = [{"was_cancelled": True, "result": []}, {"result": result}]
    task["annotations"].reverse()
    path.write_text(json.dumps([task]))


@pytest.mark.parametrize(
    ("to", "change"),
    [
        ("webannotation", in_webannotation),
        ("docbin", in_docbin),
        ("labelstudio", in_labelstudio),
    ],
)
def test_annotations_made_elsewhere_become_decisions(session, to, change, tmp_path):
    path = exported(session, to, tmp_path)
    change(path, drop="25", relabel="Osh", add="prosecutors")
    imported = import_file(session, path, "ann")
    assert imported.refused == ()
    assert told(imported) == [
        ("add", "prosecutors", "ORG"),
        ("edit", "Osh", "PROGRAMME"),
        ("reject", "25", None),
    ]
    assert import_file(session, path, "ann") == ((), ())
    session.apply()
    labels = {row["text"]: row["label"] for row in session.report.tables["mentions"]}
    assert labels["Osh"] == "PROGRAMME"
    assert labels["prosecutors"] == "ORG"
    assert "25" not in labels


def test_changed_entities_of_a_docbin_come_back_also_when_the_group_was_left_alone(
    session, tmp_path
):
    path = exported(session, "docbin", tmp_path)
    (doc,) = DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("en").vocab)
    assert len(doc.ents) == len(session.report.tables["mentions"])
    kept = [span for span in doc.ents if span.text != "25"]
    training = next(token.i for token in doc if token.text == "Training")
    doc.ents = [*kept, spacy.tokens.Span(doc, training, training + 3, label="EVENT")]
    path.write_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes())
    assert told(import_file(session, path, "ann")) == [
        ("add", "Training of prosecutors", "EVENT"),
        ("reject", "25", None),
    ]


LISTED = (
    "NEWS\n\nApril - June 2021\n\nPartners\n\n- Ministry of Justice\n- Border Service\n"
    "- Youth Union\n- Customs Academy\n"
)


def test_a_workbook_of_a_list_that_has_other_items_by_now_is_not_taken_for_them(tmp_path):
    path = tmp_path / "raw" / "news.txt"
    path.parent.mkdir()
    path.write_text(LISTED, "utf-8")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    session = Session(outcome.folder, path.parent)
    workbook = exported(session, "xlsx", tmp_path)
    group = session.report.tables["list_items"][0]["list_id"]
    session.record(Deed(action="join", table="list_items", row_id=f"{group}/2"), "ana")
    session.apply()
    book = load_workbook(workbook)
    (items,) = [cell for cell in book["list_items"][1] if cell.value == "review"]
    book["list_items"].cell(4, items.column, "reject")  # the third item: "Youth Union"
    book.save(workbook)
    imported = import_file(session, workbook, "ann")
    assert imported.made == ()
    assert "other items by now" in imported.refused[0][1]


def test_annotations_that_never_came_from_here_take_nothing_out(session, tmp_path):
    quote = {"type": "TextQuoteSelector", "exact": "prosecutors in Osh"}
    item = {"body": {"value": "EVENT"}, "target": {"selector": quote}}
    path = tmp_path / "elsewhere.jsonld"
    path.write_text(json.dumps([item]))
    assert told(import_file(session, path, "ann")) == [("add", "prosecutors in Osh", "EVENT")]


def test_words_that_are_not_in_the_text_are_told(session, tmp_path):
    quote = {"type": "TextQuoteSelector", "exact": "a wholly different matter"}
    path = tmp_path / "elsewhere.jsonld"
    item = {"body": {"value": "ORG"}, "target": {"selector": quote}}
    path.write_text(json.dumps([item]))
    imported = import_file(session, path, "ann")
    assert imported.made == ()
    assert imported.refused == (
        ("ORG 'a wholly different matter'", "its words are not in the text", None),
    )


# --- the workbook -----------------------------------------------------------------------------


def edited(path, change):
    book = load_workbook(path)
    change(book)
    book.save(path)


def row_of(sheet, words):
    return next(row for row in sheet.iter_rows(min_row=2) if words in [cell.value for cell in row])


def cell(sheet, row, column):
    header = [head.value for head in sheet[1]]
    return row[header.index(column)]


def test_changed_cells_and_verdicts_become_decisions(session, tmp_path):
    path = exported(session, "xlsx", tmp_path)

    def change(book):
        people, places, mentions = book["people"], book["places"], book["mentions"]
        cell(people, row_of(people, "John Carter"), "role").value = "Regional Director for Asia"
        cell(places, row_of(places, "Bishkek"), "review").value = "accept"
        mentions.delete_rows(row_of(mentions, "25")[0].row)
        mentions.append({"C": "ORG", "D": "Training of prosecutors"})
        cell(people, row_of(people, "John Carter"), "mentions").value = 9

    edited(path, change)
    imported = import_file(session, path, "ann")
    assert told(imported) == [
        ("accept", "Bishkek", None),
        ("add", "Training of prosecutors", "ORG"),
        ("edit", "John Carter", "Regional Director for Asia"),
        ("reject", "25", None),
    ]
    ((what, why, at),) = imported.refused
    assert (at.sheet, at.heading) == ("people", "mentions")
    assert what == f"people, row {at.row}, mentions"
    assert "cannot be changed" in why
    assert import_file(session, path, "ann").made == ()


def test_a_newer_run_is_not_taken_back_by_an_older_workbook(session, tmp_path):
    path = exported(session, "xlsx", tmp_path)
    people = next(iter(session.report.rows["people"]))
    with (session.folder / "people.csv").open(encoding="utf-8") as file:
        content = file.read().replace("Regional Director", "Head of Office")
    (session.folder / "people.csv").write_text(content, "utf-8")
    newer = Session(session.folder, tmp_path / "raw")
    assert "Head of Office of IOM" in {r["role"] for r in newer.report.rows["people"].values()}
    assert import_file(newer, path, "ann") == ((), ())
    assert people in newer.report.rows["people"]


def test_no_cell_of_a_workbook_can_run(session, tmp_path):
    path = exported(session, "xlsx", tmp_path)
    book = load_workbook(path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    texts = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert texts
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in texts)
    assert book[BASE].sheet_state == "veryHidden"


def test_the_workbook_says_what_the_csv_says(session, tmp_path):
    book = load_workbook(exported(session, "xlsx", tmp_path))
    for name, rows in session.report.tables.items():
        assert book[name].max_row == len(rows) + 1
        assert book[name].freeze_panes == "A2"
    places = book["places"]
    assert isinstance(cell(places, row_of(places, "Osh"), "latitude").value, float)


@pytest.mark.parametrize("name", ["x.xlsx", "x.jsonld", "x.spacy", "x.json", "x.pdf", "none.xlsx"])
def test_a_file_that_is_something_else_is_refused(session, name, tmp_path):
    path = tmp_path / name
    if name != "none.xlsx":
        path.write_bytes(b"\x89 nothing of the kind")
    with pytest.raises(ReadError) as refused:
        import_file(session, path, "ann")
    assert refused.value.code.startswith("exchange.")
    assert not (session.folder / "review.jsonl").exists()


@pytest.mark.parametrize("name", ["bomb.xlsx", "long.jsonld"])
def test_what_would_fill_the_memory_is_refused_before_it_is_read(
    session, name, tmp_path, monkeypatch
):
    monkeypatch.setattr(importing, "MOST_BYTES", 1_000_000)
    path = tmp_path / name
    if name == "bomb.xlsx":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * 2_000_000)
        assert path.stat().st_size < 10_000
    else:
        path.write_bytes(b" " * 2_000_000)
    with pytest.raises(ReadError) as refused:
        import_file(session, path, "ann")
    assert refused.value.code == "exchange.too-large"
    assert not (session.folder / "review.jsonl").exists()


def test_the_workbook_of_another_report_is_refused(session, tmp_path):
    path = exported(session, "xlsx", tmp_path)
    other = tmp_path / "raw" / "other.txt"
    other.write_text(REPORT.replace("May", "June"), "utf-8")
    (outcome,) = run([other], Options(out=tmp_path / "out"))
    with pytest.raises(ReadError) as refused:
        import_file(Session(outcome.folder, tmp_path), path, "ann")
    assert refused.value.code == "exchange.no-workbook"
    assert Extracted(outcome.folder).tables["decisions"] == []
