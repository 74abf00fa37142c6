"""What a reviewer decided about the values of mentions, laid over what the rules found.

At the end of ``resolve``, so that every later stage builds on the reviewer's word as if the rules
had found it.
"""

from collections.abc import Iterable, Sequence

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import Decision
from pipeline.decisions.overlay import mention_at
from pipeline.document import Mention, Place, ResolvedDate
from pipeline.document.edtf import edtf_bounds
from pipeline.entity_types.place.rows import codes_of

VALUES = {"value": "", "geonames_id": "geonames:"}
"""Columns that state a mention's value, and the scheme that is put before it."""


def revise_dates(
    text: str,
    mentions: Sequence[Mention],
    dates: Iterable[ResolvedDate],
    decisions: Iterable[Decision],
) -> tuple[ResolvedDate, ...]:
    """Dates with the values that reviewers gave them, and the bounds that follow."""
    given = _given(text, mentions, decisions, {"dates", "mentions"})
    return tuple(
        _redated(found, *given[found.mention]) if found.mention in given else found
        for found in dates
    )


def _redated(found: ResolvedDate, value: str | None, rule: str) -> ResolvedDate:
    first, last = edtf_bounds(value) if value else (None, None)
    return found.updated(
        edtf=value,
        first=first,
        last=last,
        anchor=None,
        status="inferred" if value else "unresolved",
        rule=rule,
    )


def revise_places(
    text: str,
    mentions: Sequence[Mention],
    places: Iterable[Place],
    decisions: Iterable[Decision],
) -> tuple[Place, ...]:
    """Places with the codes that reviewers gave them: "KG", "geonames:1527534", "M49:143"."""
    given = _given(text, mentions, decisions, {"places", "mentions"})
    return tuple(
        next((_replaced(place, *given[m]) for m in place.mentions if m in given), place)
        for place in places
    )


def _replaced(place: Place, value: str | None, rule: str) -> Place:
    """The place with all codes that the gazetteer has for the value."""
    status = "inferred" if value else "unresolved"
    return place.updated(**codes_of(value), rule=rule, status=status)


def _given(
    text: str, mentions: Sequence[Mention], decisions: Iterable[Decision], tables: set[str]
) -> dict[int, tuple[str | None, str]]:
    """For each mention whose value a reviewer set: the value, and the rule that says so."""
    index = {mention.span: number for number, mention in enumerate(mentions)}
    found = {mention.span: mention for mention in mentions}
    given: dict[int, tuple[str | None, str]] = {}
    for decision in decisions:
        scheme = VALUES.get(decision.column or "") if decision.action == "edit" else None
        if scheme is None or decision.table not in tables or decision.anchor is None:
            continue
        place = find(text, decision.anchor)
        mention = None if place is None else mention_at(found, place)
        if mention is not None:
            value = None if decision.after in {None, ""} else f"{scheme}{decision.after}"
            given[index[mention.span]] = (value, decision.rule)
    return given
