"""What is doubtful about a figure: money whose name several countries share."""

from collections.abc import Iterator, Sequence

from pipeline.document import Mention
from pipeline.document.details import FigureDetail
from pipeline.document.flags import Flag, flag
from pipeline.entity_types.figure.values import vocabulary


def open_currencies(text: str, mentions: Sequence[Mention]) -> Iterator[Flag]:
    """A flag on each sum of "rupees", "francs" and the like, whose currency is left open."""
    names = vocabulary().open_currencies.names
    for index, mention in enumerate(mentions):
        detail = mention.detail
        if not isinstance(detail, FigureDetail) or detail.currency is not None:
            continue
        if detail.unit is not None and detail.unit.lower() in names:
            yield flag(
                "figure.currency-open",
                span=mention.span,
                layer="mentions",
                index=index,
                text=f"{mention.span.of(text)} {detail.unit}",
            )
