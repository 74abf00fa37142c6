"""A report's text as a page has it: whole and once, mentions, lists and tables in their place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.document.markers import is_bullet, marker
from pipeline.document.span import Span
from pipeline.site.layout import Line
from pipeline.site.words import clean, country, when
from pipeline.write.report import Row
from schemas.report import Share


class Anchor(NamedTuple):
    """An address within the text; with a ``href``, also the way to the page of what is told."""

    at: int
    identifier: str
    href: str = ""
    label: str = ""


@dataclass(frozen=True)
class ReportText:
    """What stands in a report's text.

    Attributes:
        text: The repaired text.
        lines: Its lines.
        mentions: The mentions to mark, in the order of the text; they do not overlap.
        anchors: In the order of the text.
        cells: The table cells, in the order of the text.
        links: The page of each entity that has one, from the root.
        root: The way from the page to the site's root, ``../``.
    """

    text: str
    lines: Sequence[Line]
    mentions: Sequence[Row]
    anchors: Sequence[Anchor]
    cells: Sequence[Row]
    links: Mapping[str, str]
    root: str

    def html(self) -> Markup:
        """The text as headings, paragraphs, lists and tables; every address is somewhere in it."""
        html = "\n".join(self._blocks())
        known = [f"m-{row['mention_id']}" for row in self.mentions]
        known += [anchor.identifier for anchor in self.anchors]
        lost = [f'<span id="{escape(i)}"></span>' for i in known if f'id="{escape(i)}"' not in html]
        return Markup(html + "".join(lost))  # noqa: S704 - escaped piece by piece

    def _blocks(self) -> Iterator[str]:
        tables = self._tables()
        shown: set[str] = set()
        block: list[str] = []
        kind = ""
        for line in self.lines:
            if line.share == "furniture":
                continue
            table = next((t for t in tables if tables[t].overlaps(line.span)), "")
            now = "table" if table else self._kind(line)
            if block and (now != kind or (line.first and now == "body") or now == "heading"):
                yield _closed(kind, block)
                block = []
            kind = now
            if table:
                if table not in shown:
                    shown.add(table)
                    yield self._table(table)
                loose = "".join(self._loose(line.span))
                if any(c.isalnum() for c in loose):
                    block.append(str(escape(clean(loose))))
            elif now == "list":
                block.append(self._item(line))
            else:
                block.append(self.marked(line.span))
        if block:
            yield _closed(kind, block)

    def marked(self, span: Span, low: int | None = None) -> str:
        """A stretch with its mentions as links, and what has an address there.

        Args:
            span: The stretch.
            low: Where the line begins, when it begins with a bullet that is not shown.
        """
        first = span.start if low is None else low
        here = self.mentions[
            bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
        ]
        marks = [
            (int(row["start"]), int(row["end"]), self._mention(row))
            for row in here
            if int(row["end"]) <= span.end
        ]
        points = [
            (max(anchor.at, span.start), anchor.at, self._anchor(anchor))
            for anchor in self.anchors
            if first <= anchor.at < span.end
        ]
        out: list[str] = []
        at = span.start
        for start, end, html in sorted([*points, *marks], key=lambda mark: mark[0]):
            if start < at < end:  # it overlaps the one before
                continue
            out += [_plain(self.text[at : max(start, at)]), html]
            at = max(end, at)
        out.append(_plain(self.text[at : span.end]))
        return "".join(out).strip()

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [int(mention["start"]) for mention in self.mentions]

    def _mention(self, mention: Row) -> str:
        words = _plain(mention["text"])
        known = f'id="m-{escape(mention["mention_id"])}" class="m m-{escape(mention["label"])}"'
        page = self.links.get(mention["entity_id"])
        if page:
            return f'<a {known} href="{self.root}{escape(page)}">{words}</a>'
        said = _value(mention)
        title = f' title="{escape(said)}"' if said else ""
        return f"<span {known}{title}>{words}</span>"

    def _anchor(self, anchor: Anchor) -> str:
        known = f'id="{escape(anchor.identifier)}" class="told"'
        if not anchor.href:
            return f"<span {known}></span>"
        label = escape(clean(anchor.label))
        return f'<a {known} href="{self.root}{escape(anchor.href)}" aria-label="{label}"></a>'

    def _kind(self, line: Line) -> Share:
        """What a line is; an item that was read as news is body in the accounting."""
        text = line.span.of(self.text)
        is_item = line.share == "body" and is_bullet(text[: marker(text)].strip())
        return "list" if is_item else line.share

    def _item(self, line: Line) -> str:
        """An item; a bullet before it goes, as the list shows one, a number stays."""
        text = line.span.of(self.text)
        cut = marker(text)
        if any(character.isalnum() for character in text[:cut]):
            cut = 0
        return self.marked(Span(start=line.span.start + cut, end=line.span.end), line.span.start)

    def _tables(self) -> Mapping[str, Span]:
        """Where each table stands, from its first cell to its last."""
        found: dict[str, Span] = {}
        for cell in self.cells:
            start, end = int(cell["start"]), int(cell["end"])
            known = found.get(cell["table_id"], Span(start=start, end=end))
            low, high = min(known.start, start), max(known.end, end)
            found[cell["table_id"]] = Span(start=low, end=high)
        return found

    def _table(self, table: str) -> str:
        rows: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for cell in self.cells:
            if cell["table_id"] == table:
                span = Span(start=int(cell["start"]), end=int(cell["end"]))
                rows[int(cell["row"])][int(cell["column"])] = self.marked(span)
        columns = range(1, max((max(row) for row in rows.values()), default=0) + 1)
        head, *body = [[rows[n].get(c, "") for c in columns] for n in sorted(rows)]
        top = "".join(f'<th scope="col">{cell}</th>' if cell else "<td></td>" for cell in head)
        lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in body)
        rest = "".join(f"<tr>{line}</tr>" for line in lines)
        return (
            '<div class="wide" role="region" aria-label="Table" tabindex="0"><table class="given">'
            f"<thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table></div>"
        )

    def _loose(self, span: Span) -> Iterator[str]:
        """What a line of a table holds that is in none of its cells."""
        at = span.start
        for cell in self.cells:
            start, end = int(cell["start"]), int(cell["end"])
            if end > span.start and start < span.end:
                yield self.text[at : max(start, at)]
                at = max(end, at)
        yield self.text[at : span.end]


def _closed(kind: str, block: Sequence[str]) -> str:
    """A block's element around its lines."""
    if kind == "heading":
        return f"<h3>{' '.join(block)}</h3>"
    if kind == "list":
        return f"<ul>{''.join(f'<li>{line}</li>' for line in block)}</ul>"
    return f"<p>{'<br>'.join(block)}</p>"


def _value(mention: Row) -> str:
    """What a mention that has no page stands for, in words."""
    if mention["label"] == "DATE":
        return when(mention["value"])
    return country(mention["value"]) if mention["label"] == "PLACE" else ""


def _plain(text: str) -> str:
    return str(escape(clean(text)))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of the text."""
    return sorted(rows, key=lambda row: (int(row["start"]), int(row["end"])))
