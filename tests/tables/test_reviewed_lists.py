"""Decisions about the items of lists, which have numbers for names, and about references."""

from tests.tables.conftest import here


def on_item(desk, action, item, **fields):
    row = f"{item.list_id}/{item.order}"
    desk.decide(action, table="list_items", row_id=row, anchor=here(desk, item), **fields)


def items_of(tables, group):
    return [row for row in tables["list_items"] if row.list_id == group]


def test_list_items_keep_their_decisions_when_others_are_joined_and_rejected(desk):
    group = desk.tables["list_items"][0].list_id
    items = items_of(desk.tables, group)
    on_item(desk, "join", items[1])
    on_item(desk, "edit", items[2], column="text", before=items[2].text, after="Third")
    words = items[6].text.split(maxsplit=1)
    on_item(desk, "split", items[6], before=items[6].text, after=words)
    on_item(desk, "reject", items[8])
    on_item(desk, "accept", items[3])
    tables = desk.run()
    expected = [
        f"{items[0].text} {items[1].text}",
        "Third",
        *(item.text for item in items[3:6]),
        *words,
        items[7].text,
        *(item.text for item in items[9:]),
    ]
    now = items_of(tables, group)
    assert [item.text for item in now] == expected
    assert [item.order for item in now] == list(range(1, len(expected) + 1))
    assert desk.row("lists", list_id=group).items == len(expected)
    assert desk.codes() == []
    numbers = {row.action: row.row_id for row in tables["decisions"]}
    assert numbers["accept"] == f"{group}/3"
    assert numbers["reject"] is None


def test_two_joins_in_a_row_are_two_decisions(desk):
    group = desk.tables["list_items"][0].list_id
    items = items_of(desk.tables, group)
    for _ in range(2):
        on_item(desk, "join", items_of(desk.tables, group)[1])
        desk.run()
    assert items_of(desk.tables, group)[0].text == " ".join(item.text for item in items[:3])


def test_references_to_no_row_are_flags_and_the_report_is_extracted(desk):
    cells = [("events", "place_id"), ("mentions", "milestone_id"), ("quotes", "person_id")]
    before = {table: desk.tables[table][0] for table, _ in cells}
    for table, column in cells:
        row = before[table]
        key = getattr(row, type(row).key[0])
        fields = {"table": table, "row_id": key, "anchor": here(desk, row)}
        desk.decide("edit", column=column, after="0123456789ab", **fields)
    tables = desk.run()
    for table, column in cells:
        assert getattr(tables[table][0], column) == getattr(before[table], column)
    assert desk.codes() == ["decision.lost"] * 3


def test_the_numeric_code_of_a_place_follows_its_country(desk):
    place = desk.row("places", country="TJ")
    mention = desk.row("mentions", entity_id=place.place_id)
    fields = {"table": "places", "row_id": place.place_id, "anchor": here(desk, mention)}
    desk.decide("edit", column="country", before="TJ", after="KG", **fields)
    desk.run()
    now = desk.row("places", place_id=place.place_id)
    assert (now.country, now.m49) == ("KG", "417")
