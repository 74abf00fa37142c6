"""What rows are called and what was decided about them, in words for a person."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from pipeline.decisions.journal import VERDICTS, Decision
from pipeline.decisions.records import changed
from pipeline.document.meaning import spoken
from pipeline.review.queue import waiting
from pipeline.review.records import REFERENCES, names_of
from pipeline.review.standing import WORDS, Standing, as_cell, replaced_by, word_of
from pipeline.review.views import named, shown, views
from pipeline.write.report import Key, Row

CALLED = 80
"""Characters of a row's name in the line that tells a decision."""


def title_of(row: Row) -> str:
    """What a row is called: its title, name or text, the first that is there."""
    for column in ("title", "name", "text", "message", "body"):
        if row.get(column):
            return row[column]
    return ""


def tab_of(table: str) -> str:
    """The tab that a table's rows are on."""
    return views()[table].title if table in views() else "Report"


def about(standing: Standing, decision: Decision) -> str:
    """The row that a decision is about: its tab, and what it is called."""
    key = Key(decision.table or "", decision.row_id or "")
    return _called(standing, key, decision) if decision.table else ""


def said(standing: Standing, decision: Decision) -> str:
    """What a decision says of its row, for the journal."""
    exact = decision.anchor.exact if decision.anchor else ""
    match decision.action:
        case "edit":
            column = decision.column or ""
            before, after = (
                shown(standing, column, as_cell(value)) or "empty"
                for value in (decision.before, decision.after)
            )
            return f"{named(column)}: {before} → {after}"
        case "add":
            return f"{decision.after}: {exact}{_in_place_of(decision)}"
        case "put":
            return _put(standing, decision)
        case "respan" if decision.target:
            return f"now “{decision.target.exact}”{_in_place_of(decision)}"
        case "merge" if decision.target:
            return f"“{exact}” into “{decision.target.exact}”"
        case "split" if isinstance(decision.after, list):
            return " | ".join(str(part) for part in decision.after)
        case "repair":
            return f"{decision.before} → {decision.after}"
        case _:
            return exact


def _put(standing: Standing, decision: Decision) -> str:
    """What a whole row was made to say: what it says now, and of a known row what was changed."""
    table, after = decision.table or "", decision.after
    if decision.before is None:
        return _cut(_name_of(after))
    cells = changed(decision.before, after)
    said = []
    for cell, value in cells.items():
        if cell == "roles":
            said.append(f"roles: {_roles(value)}")
        elif cell == "items" or cell.endswith("_at") or cell == "told_by":
            said.append(f"{named(cell)}: others")
        else:
            column = {back: column for column, back in REFERENCES.items()}.get(cell, cell)
            shown_now = _value(standing, table, column, value)
            said.append(f"{named(cell)}: {shown_now or 'empty'}")
    if decision.target:
        said.append(f"now “{_cut(decision.target.exact)}”")
    return "; ".join(said) or "as it was"


def _roles(value: JsonValue) -> str:
    return ", ".join(f"{named(role)} {who['name']}" for role, who in names_of(value)) or "none"


def _name_of(record: JsonValue) -> str:
    cells = record if isinstance(record, dict) else {}
    return str(next((cells[c] for c in ("name", "title", "text", "body") if cells.get(c)), ""))


def _value(standing: Standing, table: str, column: str, value: JsonValue) -> str:
    if isinstance(value, dict):
        return str(value.get("name", ""))
    words = spoken(as_cell(value)) if column in {"date", "month"} else as_cell(value)
    return _cut(shown(standing, column, words)) if table and words else ""


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return f"{flat[: CALLED - 1]}…" if len(flat) > CALLED else flat


def told(standing: Standing, made: Sequence[Decision]) -> str:
    """What a deed has just decided, and about which row."""
    first = next((d for d in made if d.action == "put"), made[0])
    if first.action == "undo":
        undone = {d.id: d for d in standing.journal}
        about = [undone[str(d.before)] for d in made if str(d.before) in undone]
        more = f" and {len(about) - 1} more made with it" if len(about) > 1 else ""
        return f"Undone: {_told(standing, about[0])}{more}" if about else "Undone"
    words = _told(standing, first)
    more = f", and {len(made) - 1} more" if first.action == "put" and len(made) > 1 else ""
    return words[0].upper() + words[1:] + more


def already(standing: Standing, key: Key, action: str) -> str:
    """That a row has the verdict that was just given to it."""
    return f"Already {WORDS[action]}: {_called(standing, key)}"


def still_open(standing: Standing, pending: int) -> str:
    """What a review that has come to the end of its queue leaves to be done.

    Args:
        standing: The rows under the decisions.
        pending: How many decisions no run of this page will carry out.
    """
    left = [
        _count(waiting(standing), "row is", "rows are", "still to check"),
        _count(len(standing.conflicts), "conflict is", "conflicts are", "open"),
        _count(len(standing.lost), "decision has", "decisions have", "lost the row"),
        _count(pending, "decision waits", "decisions wait", "for the next run"),
    ]
    return "; ".join(filter(None, left)) or "Nothing is open: all is checked"


def followed(changes: Mapping[str, int]) -> str:
    """What a new extraction changed besides what was decided, by tab; empty when nothing."""
    tabs = [f"{views()[table].title} {count}" for table, count in changes.items()]
    return f"Changed with it: {', '.join(tabs)}" if tabs else ""


def _count(number: int, one: str, many: str, rest: str) -> str:
    return f"{number} {one if number == 1 else many} {rest}" if number else ""


def _told(standing: Standing, decision: Decision) -> str:
    word = word_of(decision)
    if decision.action == "put" and decision.before is None:
        return f"{word}: {tab_of(decision.table or '')}, “{_cut(_name_of(decision.after))}”"
    if decision.action == "add":
        return f"{word} {said(standing, decision)}"
    row = _called(standing, Key(decision.table or "", decision.row_id or ""), decision)
    if decision.action in VERDICTS:
        return f"{word}: {row}"
    return f"{word}: {row} – {said(standing, decision)}"


def _called(standing: Standing, key: Key, decision: Decision | None = None) -> str:
    name = title_of(standing.row(key)) if key in standing else ""
    if not name and decision and decision.anchor:
        name = decision.anchor.exact
    name = _cut(name)
    return f"{tab_of(key.table)}, “{name}”" if name else tab_of(key.table)


def _in_place_of(decision: Decision) -> str:
    """The mentions that had to go, as the decision has recorded them."""
    names = [f"{gone['label']} “{gone['text']}”" for gone in replaced_by(decision)]
    return f" in place of {', '.join(names)}" if names else ""
