"""Every raw character in exactly one share: body, heading, list, furniture or discarded."""

from collections import Counter
from itertools import groupby

from pipeline.document import Document, Role
from pipeline.document.ledger import OffsetMap
from schemas.report import Accounting, AccountingSpan, Share

SHARES: dict[Role, Share] = {
    "title": "heading",
    "period": "heading",
    "month": "heading",
    "heading": "heading",
    "theme": "heading",
    "list_title": "heading",
    "list_item": "list",
    "body": "body",
    "quote": "body",
    "caption": "body",
    "table": "body",
    "furniture": "furniture",
}
BETWEEN = "between blocks"
NOISE = "noise"

_Fate = tuple[Share, str | None]


def account(document: Document) -> Accounting:
    """Say of each raw character where it went.

    A character that a repair dropped is discarded with the repair's rule; white space and list
    markers between the paragraphs are discarded as such; all others share their paragraph's role.
    """
    fates = _fates(document)
    spans: list[AccountingSpan] = []
    at = 0
    for (share, reason), run in groupby(fates):
        end = at + sum(1 for _ in run)
        spans.append(AccountingSpan(raw_start=at, raw_end=end, share=share, reason=reason))
        at = end
    counts: Counter[Share] = Counter()
    reasons: Counter[str] = Counter()
    for span in spans:
        counts[span.share] += span.raw_end - span.raw_start
        if span.reason:
            reasons[span.reason] += span.raw_end - span.raw_start
    shares: tuple[Share, ...] = ("body", "heading", "list", "furniture", "discarded")
    return Accounting(
        total=len(document.raw),
        shares={share: counts[share] for share in shares},
        discarded=dict(sorted(reasons.items())),
        spans=tuple(spans),
    )


def _fates(document: Document) -> list[_Fate]:
    text = document.text or ""
    blank: _Fate = ("discarded", BETWEEN)
    marker: _Fate = ("discarded", "list marker")
    of_text = [blank if character.isspace() else marker for character in text]
    for paragraph in document.paragraphs or ():
        share = SHARES.get(paragraph.role)
        fate: _Fate = (share, None) if share else ("discarded", paragraph.reason or NOISE)
        length = len(paragraph.span)
        of_text[paragraph.span.start : paragraph.span.end] = [fate] * length
    fates = [blank] * len(document.raw)
    for stretch in OffsetMap(len(text), document.edits or ()).stretches:
        raw, edit = stretch.raw, stretch.edit
        if stretch.linear:
            fates[raw.start : raw.end] = of_text[stretch.text.start : stretch.text.end]
        elif edit is not None and edit.after:
            fates[raw.start : raw.end] = [of_text[stretch.text.start]] * len(raw)
        elif edit is not None:
            fates[raw.start : raw.end] = [("discarded", edit.rule)] * len(raw)
    return fates
