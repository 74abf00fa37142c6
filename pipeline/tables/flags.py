"""Rows of doubt: one a flag, one a kind of inference that every report has by the dozen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.decisions.journal import Review
from pipeline.decisions.lost import LAYER
from pipeline.document.flags import Flag, catalogue
from pipeline.tables.ids import NAMED_TABLES, Ids, section_table
from pipeline.tables.reviewed import Gone
from pipeline.tables.rows import Tables

QUOTED = 8
"""How many of the words that a summed-up flag is about stand in its message."""
LONGEST_QUOTE = 40
"""Longer words are sentences, and are not quoted."""


def flags(tables: Tables, ids: Ids, review: Review, gone: Gone) -> None:
    """One row a flag, the verdict's first; none on a row that a reviewer dropped.

    Flags of a kind that the catalogue sums up ("many") become one row where there are several: the
    cells themselves say in ``evidence`` that they are inferred, and by which rule.
    """
    of_verdict = (finding.flag for finding in tables.findings)
    found = (*of_verdict, *tables.document.flags, *tables.flags)
    placed = [(flagged, *_row_of(tables, ids, review, flagged)) for flagged in found]
    kept = [
        (flagged, table, gone.get((table, row_id), row_id))
        for flagged, table, row_id in placed
        if gone.get((table, row_id), row_id) is not None or (table, row_id) not in gone
    ]
    for flagged, table, row_id in _summed_up(kept, tables.text):
        start = flagged.span.start if flagged.span else None
        row = tables.draft(
            "flags",
            tables.id_for("flags", flagged.code, start, flagged.message),
            severity=flagged.severity,
            code=flagged.code,
            message=flagged.message,
            table=table,
            row_id=row_id,
            start=start,
            end=flagged.span.end if flagged.span else None,
            before=flagged.before,
            after=flagged.after,
        )
        tables.add(row)


Placed = tuple[Flag, str | None, str | None]
"""A flag, and the table and id of the row that it is about."""


def _summed_up(placed: Iterable[Placed], text: str) -> Iterator[Placed]:
    """The flags in their order, several of a kind that is summed up as the first of them."""
    of_kind: dict[str, list[Placed]] = defaultdict(list)
    for entry in placed:
        of_kind[entry[0].code].append(entry)
    for code, entries in of_kind.items():
        many = catalogue()[code].many
        if many is None or len(entries) == 1:
            yield from entries
            continue
        first = entries[0][0]
        quoted = _quoted([entry[0] for entry in entries], text)
        message = many.format(count=len(entries), quoted=quoted)
        yield first.updated(message=message, layer=None, index=None), None, None


def _quoted(flags: Iterable[Flag], text: str) -> str:
    words = [f.span.of(text) for f in flags if f.span and len(f.span) <= LONGEST_QUOTE]
    distinct = list(dict.fromkeys(" ".join(word.split()) for word in words))
    more = f" and {len(distinct) - QUOTED} more" if len(distinct) > QUOTED else ""
    return ", ".join(distinct[:QUOTED]) + more


def _row_of(
    tables: Tables, ids: Ids, review: Review, flagged: Flag
) -> tuple[str | None, str | None]:
    """The row that a flag's layer and index name."""
    if flagged.layer is None or flagged.index is None:
        return flagged.layer and None, None
    if flagged.layer == LAYER:
        return "decisions", review.decisions[flagged.index].id
    if flagged.layer == "sections":
        return section_table(ids.sections[flagged.index]), ids.section_ids[flagged.index]
    if flagged.layer == "dates":
        mention = (tables.document.dates or ())[flagged.index].mention
        return "dates", ids.mention_ids[mention]
    if flagged.layer == "named":
        thing = (tables.document.named or ())[flagged.index]
        return NAMED_TABLES[thing.label], ids.named_ids[flagged.index]
    found = {
        "mentions": ids.mention_ids,
        "places": ids.place_ids,
        "organisations": ids.organisation_ids,
        "people": ids.person_ids,
        "events": ids.event_ids,
    }.get(flagged.layer)
    return (None, None) if found is None else (flagged.layer, found[flagged.index])
