"""Doubt about the data, as values: the catalogue of flag codes and the flag itself.

A flag is never an exception and never a silent choice: whatever a stage guesses, infers, leaves
out or finds contradictory becomes one row of the table ``flags``. The catalogue is ``flags.toml``
beside this module: ``code -> severity, message``; ``{name}`` fields are filled by the caller.
A kind with ``many`` becomes one row per report.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.document.checked import Checked, read_toml
from pipeline.document.span import Layer, Span

Severity = Literal["info", "warning", "error"]


class FlagKind(Checked):
    """One entry of the catalogue.

    ``many`` is the message of one row for all flags of the kind in a report: what it says is
    inferred is an ordinary inference, and the rows in question say so themselves.
    """

    severity: Severity
    message: str
    many: str | None = None


class Flag(Layer):
    """One doubt about one place of a report.

    ``span`` indexes the repaired text. ``layer`` and ``index`` name the object in doubt
    (``("mentions", 12)``), so that the writer can point at its row. ``before`` and ``after`` are
    the words as they stand and as the flag offers to change them.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    layer: str | None = None
    index: int | None = None
    before: str | None = None
    after: str | None = None


@cache
def catalogue() -> dict[str, FlagKind]:
    """All flag codes with their severity and message template."""
    data = read_toml(files("pipeline.document") / "flags.toml", dict[str, dict[str, FlagKind]])
    return {
        f"{stage}.{slug}": kind for stage, kinds in data.items() for slug, kind in kinds.items()
    }


def flag(
    code: str,
    *,
    span: Span | None = None,
    layer: str | None = None,
    index: int | None = None,
    offered: tuple[str, str] | None = None,
    **fields: object,
) -> Flag:
    """Make a flag of the catalogue's kind ``code``, filling its message with ``fields``.

    ``offered`` is a change that the flag offers: the words as they stand, and as they would be.

    Raises:
        KeyError: The code, or a field of its message, is unknown: a defect of ours.
    """
    kind = catalogue()[code]
    return Flag(
        code=code,
        severity=kind.severity,
        message=kind.message.format(**fields),
        span=span,
        layer=layer,
        index=index,
        before=offered[0] if offered else None,
        after=offered[1] if offered else None,
    )
