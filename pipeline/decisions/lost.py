"""The flag on a decision that cannot be carried out: it never vanishes."""

from pipeline.decisions.journal import Decision
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span

LAYER = "decisions"
"""``Flag.layer`` of such flags; ``Flag.index`` counts the decisions in force."""


def lost(index: int, decision: Decision, reason: str, span: Span | None = None) -> Flag:
    """The flag on the decision with this index among those in force."""
    words = decision.anchor.exact if decision.anchor else decision.row_id
    return flag(
        "decision.lost",
        span=span,
        layer=LAYER,
        index=index,
        reviewer=decision.reviewer,
        action=decision.action,
        words=words,
        reason=reason,
    )


class LostError(Exception):
    """A decision cannot be carried out; the message is the reason."""
