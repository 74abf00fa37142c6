"""Rows of the report's structure: report, milestones, sections, lists, acronyms, repairs."""

from itertools import count

from pipeline.document.span import Span
from pipeline.extract.languages import main_language
from pipeline.tables.ids import Ids, position, section_table
from pipeline.tables.rows import Tables


def report(tables: Tables, _: Ids) -> None:
    """The row of the report itself."""
    source, masthead = tables.document.source, tables.document.masthead
    row = tables.draft(
        "reports",
        tables.report_id,
        published=source.published,
        language=None,
        pages=source.pages,
        sha256=source.sha256,
        family=tables.document.family or "generic",
        source=source.name,
        title=None,
        publisher=None,
        period=None,
    )
    language = main_language(tables.document.languages or ())
    row.state("language", language, rule="that of most of the text" if language else None)
    for issued in tables.document.issued or ():
        rule = None if issued.status == "stated" else "date line of masthead or running head"
        row.state("published", issued.day, at=issued.span, rule=rule, status=issued.status)
    if masthead is not None:
        title = masthead.title
        row.state("title", title.of(tables.text) if title else None, at=title)
        row.state(
            "publisher",
            masthead.publisher,
            at=masthead.publisher_span,
            rule=None if masthead.publisher_span else f"family profile {tables.document.family}",
        )
        row.state(
            "period",
            masthead.period,
            at=masthead.period_span,
            rule=masthead.period_rule,
            status=masthead.period_status,
        )
    tables.add(row)


def sections(tables: Tables, ids: Ids) -> None:
    """One row per milestone or section."""
    orders = {"milestones": count(1), "sections": count(1)}
    for index, section in enumerate(ids.sections):
        table = section_table(section)
        extent = ids.extent(section)
        paragraphs = [ids.paragraphs[i].span.of(tables.text) for i in section.paragraphs]
        row = tables.draft(
            table,
            ids.section_ids[index],
            order=next(orders[table]),
            body="\n\n".join(paragraphs),
            start=extent.start,
            end=extent.end,
        )
        title = section.title
        row.state("title", title.of(tables.text) if title else None, at=title)
        row.state("month", section.month, rule=section.month_rule)
        if table == "sections":
            row.cells["kind"] = section.kind
            row.state("theme", section.theme_name, at=section.theme, rule=section.theme_rule)
            row.state("theme_code", section.theme_code, rule="family profile: theme code")
        tables.add(row)


def lists(tables: Tables, ids: Ids) -> None:
    """One row per list group, and one for each of its items."""
    suggestions = tables.document.suggestions or ()
    for group in tables.document.lists or ():
        items = [ids.paragraphs[index].span for index in group.items]
        at = items[0] if items else group.title or Span(start=0, end=0)
        section_id = ids.where(group.section)["section_id"]
        list_id = tables.id_for("lists", *position(at), group.group)
        row = tables.draft(
            "lists",
            list_id,
            section_id=section_id,
            group=group.group,
            items=len(items),
        )
        title = group.title
        row.state("title", title.of(tables.text) if title else None, at=title)
        row.state("about", group.about, rule="wording of the items" if group.about else None)
        tables.add(row)
        for order, span in enumerate(items, 1):
            offered = next((s for s in suggestions if span.contains(s.span)), None)
            text = span.of(tables.text)
            item = tables.draft(
                "list_items",
                list_id,
                order=order,
                raw=tables.raw_words(span),
                suggestion=_replaced(text, span, offered.span, offered.replacement)
                if offered
                else None,
                start=span.start,
                end=span.end,
            )
            item.row_id = f"{list_id}/{order}"
            item.state("text", text, at=span)
            tables.add(item)


def acronyms(tables: Tables, _: Ids) -> None:
    """One row per acronym that the report defines."""
    for acronym in tables.document.acronyms or ():
        at = position(tables.offsets.to_raw(acronym.short))
        row = tables.draft(
            "acronyms",
            tables.id_for("acronyms", *at),
            start=acronym.short.start,
            end=acronym.short.end,
        )
        row.state("short", acronym.short.of(tables.text), at=acronym.short)
        row.state("long", acronym.long.of(tables.text), at=acronym.long)
        tables.add(row)


def grids(tables: Tables, ids: Ids) -> None:
    """One row per table of the layout, and one for each cell that holds text."""
    for number, table in enumerate(tables.document.tables):
        cells = [
            (row, column, tables.reading.to_text(raw))
            for row, line in enumerate(table.rows, 1)
            for column, raw in enumerate(line, 1)
            if raw is not None
        ]
        filled = [(row, column, span) for row, column, span in cells if span is not None]
        if not filled:
            continue
        table_id = tables.id_for("tables", number, *position(filled[0][2]))
        grid = tables.draft(
            "tables",
            table_id,
            section_id=ids.where(ids.section_of(filled[0][2]))["section_id"],
            page=table.page,
            rows=len(table.rows),
            columns=max(map(len, table.rows)),
        )
        tables.add(grid)
        for row, column, span in filled:
            cell = tables.draft(
                "table_cells", table_id, row=row, column=column, start=span.start, end=span.end
            )
            cell.row_id = f"{table_id}/{row}/{column}"
            cell.state("text", " ".join(span.of(tables.text).split()), at=span)
            tables.add(cell)


def repairs(tables: Tables, _: Ids) -> None:
    """One row per edit in the repair ledger."""
    for edit in tables.filed.edits or ():
        row = tables.draft(
            "repairs",
            tables.id_for("repairs", *position(edit.raw), edit.rule),
            rule=edit.rule,
            kind=edit.kind,
            raw_start=edit.raw.start,
            raw_end=edit.raw.end,
            start=edit.text.start,
            end=edit.text.end,
            before=edit.before,
            after=edit.after,
        )
        tables.add(row)


def _replaced(text: str, span: Span, part: Span, replacement: str) -> str:
    local = part.shift(-span.start)
    return text[: local.start] + replacement + text[local.end :]
