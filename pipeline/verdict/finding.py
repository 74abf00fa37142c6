"""One cause for which a report was not read well, with the share of the report that it spoils."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.document import Document, Paragraph
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span
from pipeline.language.identify import WORD

HALF = 0.5
"""From this share on, what is lost outweighs what is left."""
QUOTED = 3
"""How many names a message gives before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """So many things (pages, months, words ...) are lost: ``count`` out of ``of``, first at ``at``.

    ``grave``: whether this makes the reading useless; None: the share that is lost decides.
    """

    code: str
    count: int
    of: int
    at: Span | None = None
    grave: bool | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share that is lost, 0 to 1."""
        return self.count / self.of

    @property
    def severity(self) -> Literal["warning", "error"]:
        """How much harm it does."""
        grave = self.share >= HALF if self.grave is None else self.grave
        return "error" if grave else "warning"

    @property
    def rank(self) -> tuple[bool, float]:
        """What findings are sorted by: the worst first; of equals, in the order of the causes."""
        return (self.severity != "error", -self.share)

    @property
    def message(self) -> str:
        """The finding in one sentence."""
        return self.flag.message

    @property
    def flag(self) -> Flag:
        """The finding as a row of ``flags``."""
        made = flag(self.code, span=self.at, count=self.count, of=self.of, **self.fields)
        return made.updated(severity=self.severity)


def listed(names: list[str]) -> str:
    """The first of the names, and how many there are beside them."""
    shown = ", ".join(names[:QUOTED])
    more = len(names) - QUOTED
    return f"{shown} and {more} more" if more > 0 else shown


def words(text: str) -> int:
    """How many words of letters a text has."""
    return sum(1 for _ in WORD.finditer(text))


def prose(document: Document) -> Iterator[Paragraph]:
    """The paragraphs that tell something: running text, list items and rows of tables."""
    for paragraph in document.paragraphs or ():
        if paragraph.role in {"body", "list_item", "table", "quote"}:
            yield paragraph
