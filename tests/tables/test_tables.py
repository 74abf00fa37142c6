"""The tables keep the promises of the contract."""

from collections import Counter

import pytest

from pipeline.document.ledger import reverse
from pipeline.tables.accounting import account
from pipeline.tables.rows import Tables
from schemas import TABLES

BREAKS = str.maketrans("", "", " \n-")


def test_from_text_and_ledger_the_source_comes_back(issue, issue_report):
    document, _ = issue
    assert issue_report.tables["repairs"]
    assert reverse(document.text, document.edits) == document.raw


def test_every_mention_is_found_in_source_and_text(issue, issue_report):
    document, _ = issue
    for row in issue_report.tables["mentions"]:
        assert document.text[row.start : row.end] == row.text
        raw = document.raw[row.raw_start : row.raw_end]
        assert raw.translate(BREAKS) == row.text.translate(BREAKS)


def test_every_raw_character_is_accounted_for_once(issue, issue_report):
    document, _ = issue
    accounting = issue_report.accounting
    assert accounting.total == len(document.raw)
    assert sum(accounting.shares.values()) == len(document.raw)
    assert {"body", "heading", "list"} <= {share for share, n in accounting.shares.items() if n}


def test_a_word_broken_over_a_page_counts_its_break_as_discarded(issue):
    document, _ = issue
    at = document.raw.index("pre-\n") + 3
    (span,) = [s for s in account(document).spans if s.raw_start <= at < s.raw_end]
    assert span.share == "discarded"
    assert span.reason


def test_evidence_points_at_the_words_that_it_quotes(issue, issue_report):
    document, _ = issue
    for row in issue_report.tables["evidence"]:
        if row.start is not None:
            assert document.text[row.start : row.end] == row.exact
            assert document.text[: row.start].endswith(row.prefix)
            assert document.text[row.end :].startswith(row.suffix)
        else:
            assert row.rule


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("milestones", "month"),
        ("sections", "theme"),
        ("dates", "value"),
        ("places", "country"),
        ("organisations", "iati_id"),
        ("people", "role"),
        ("quotes", "speaker"),
        ("events", "date"),
        ("event_roles", "name"),
        ("figures", "value"),
    ],
)
def test_each_filled_cell_that_states_a_fact_has_its_evidence(issue_report, table, column):
    filled = sum(getattr(row, column) is not None for row in issue_report.tables[table])
    evidence = Counter((row.table, row.column) for row in issue_report.tables["evidence"])
    assert filled
    assert evidence[table, column] >= filled


def test_a_value_that_its_schema_refuses_is_emptied_and_flagged(issue):
    document, _ = issue
    tables = Tables(document)
    row = tables.draft(
        "places",
        "p1",
        name="Nowhere",
        kind="city",
        m49=None,
        geonames_id=None,
        latitude=None,
        longitude=None,
        precision=None,
        mentions=1,
    )
    row.state("country", "XX", rule="a guess")
    tables.add(row)
    assert tables.rows["places"][0].country is None
    assert not tables.rows["evidence"]
    assert [flagged.code for flagged in tables.flags] == ["check.refused-value"]


def test_ids_are_unique_within_a_table(issue_report):
    for name, rows in issue_report.tables.items():
        keys = [tuple(getattr(row, part) for part in TABLES[name].key) for row in rows]
        assert len(keys) == len(set(keys)), name
