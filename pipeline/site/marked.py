"""Text with its mentions as links, and an anchor at each mention and event."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from pipeline.document.hidden import visible
from pipeline.document.span import Span
from pipeline.write.report import Row


def marked(
    text: str, span: Span, mentions: Iterable[Row], links: Mapping[str, str], root: str
) -> Markup:
    """The paragraphs of a part of a text.

    Args:
        text: The repaired text of a report.
        span: The part.
        mentions: Mentions of the report, in the order of the text; they do not overlap.
        links: The page of each entity that has one.
        root: The way from the page to the site's root, ``../``.
    """
    inside = [m for m in mentions if span.start <= int(m["start"]) and int(m["end"]) <= span.end]
    out: list[str] = []
    at = span.start
    for mention in inside:
        start, end = int(mention["start"]), int(mention["end"])
        if start < at:
            continue
        out += [_plain(text[at:start]), _mention(mention, links, root)]
        at = end
    out.append(_plain(text[at : span.end]))
    paragraphs = [p for p in "".join(out).split("\n\n") if p.strip()]
    return Markup("".join(f"<p>{p}</p>" for p in paragraphs))  # noqa: S704 - escaped piece by piece


def _mention(mention: Row, links: Mapping[str, str], root: str) -> str:
    words = _plain(mention["text"])
    css = f"m m-{escape(mention['label'])}"
    anchor = f'id="m-{escape(mention["mention_id"])}" class="{css}"'
    page = links.get(mention["entity_id"])
    if page:
        return f'<a {anchor} href="{root}{escape(page)}">{words}</a>'
    return f'<span {anchor} title="{escape(mention["value"])}">{words}</span>'


def _plain(text: str) -> str:
    return str(escape(visible(text)))


def in_order(mentions: Sequence[Row]) -> list[Row]:
    """Mentions in the order of the text."""
    return sorted(mentions, key=lambda row: int(row["start"]))
