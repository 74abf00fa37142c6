"""What a reviewer decided about mentions, laid over what the rules found.

At the end of ``extract``, so that every later stage builds on the reviewer's word as if the rules
had found it. Decisions about values are laid over ``resolve`` (``pipeline.resolve.reviewed``),
those about other rows over the tables (``pipeline.tables.reviewed``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import ValidationError, convert

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import METHOD, OF_MENTIONS, Decision
from pipeline.decisions.lost import lost
from pipeline.decisions.overlay import mention_at
from pipeline.document import Label, Mention, Origin
from pipeline.document.details import Detail
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span

Describe = Callable[[str, Label], Detail | None]


def revise(
    text: str, mentions: Iterable[Mention], decisions: Iterable[Decision], describe: Describe
) -> tuple[list[Mention], list[Flag]]:
    """Add, reject, respan and relabel mentions as the reviewers decided, in the order of time.

    Args:
        text: The repaired text.
        mentions: What the rules found.
        decisions: All decisions in force; those on other things are passed over.
        describe: Reads a detail off the words of a mention that no rule found.

    Returns:
        Mentions that do not overlap, in the order of the text; a flag for each decision whose
        words, or whose mention, is not there any more, and for each mention that took the place
        of others.
    """
    found = {mention.span: mention for mention in mentions}
    flags: list[Flag] = []
    gone: dict[Span, tuple[Decision, list[Mention]]] = {}
    for index, decision in enumerate(decisions):
        if not _is_on_mentions(decision) or decision.anchor is None:
            continue
        place = find(text, decision.anchor)
        if place is None:
            if decision.action != "reject":  # rejected words that are gone are as was wanted
                flags.append(lost(index, decision, "its words are not in the text"))
            continue
        try:
            revised = _revised(text, found, decision, place, describe)
        except ValidationError:  # a journal may be written by other hands
            flags.append(lost(index, decision, f"{decision.after!r} is no label", place))
            continue
        if revised is None:
            flags.append(lost(index, decision, "no such mention is found any more", place))
        else:
            if displaced := _displaced(found, revised, decision, place):
                gone[_new_in(revised, found)] = decision, displaced
            found = revised
    ordered = sorted(found.values(), key=lambda mention: mention.span.start)
    return ordered, [*flags, *_replacements(text, ordered, gone)]


def _is_on_mentions(decision: Decision) -> bool:
    if decision.action == "edit":
        return decision.table == "mentions" and decision.column == "label"
    return decision.action in {"add", "reject", "respan"} and decision.table in OF_MENTIONS


def _revised(
    text: str,
    found: dict[Span, Mention],
    decision: Decision,
    place: Span,
    describe: Describe,
) -> dict[Span, Mention] | None:
    """The mentions after one decision; None where there is nothing that it could be about."""
    if decision.action == "reject":
        # A rule that no longer finds the rejected words has done what the reviewer wanted.
        # So has a reviewer who labelled other words over them.
        over = [mention for span, mention in found.items() if span.overlaps(place)]
        is_gone = all(mention.origin is Origin.REVIEW for mention in over)
        kept = {span: mention for span, mention in found.items() if span != place}
        return kept if is_gone or place in found else None
    old = mention_at(found, place)
    target = _target(text, decision, old, place)
    label = decision.after if decision.action in {"add", "edit"} else old and old.label
    if target is None or label is None:
        return None
    kept = {
        span: mention
        for span, mention in found.items()
        if not span.overlaps(target) and mention is not old
    }
    known: Label = convert(label, Label)
    detail = describe(target.of(text), known)
    return kept | {target: Mention(span=target, label=known, method=METHOD, detail=detail)}


def _displaced(
    found: dict[Span, Mention], revised: dict[Span, Mention], decision: Decision, place: Span
) -> list[Mention]:
    """The mentions that had to go for the one that was added or moved."""
    if decision.action not in {"add", "respan"}:
        return []
    own = mention_at(found, place) if decision.action == "respan" else None
    kept = {(span, mention.label) for span, mention in revised.items()}
    return [m for m in found.values() if m is not own and (m.span, m.label) not in kept]


def _new_in(revised: dict[Span, Mention], found: dict[Span, Mention]) -> Span:
    return next(span for span, mention in revised.items() if found.get(span) is not mention)


def _replacements(
    text: str, mentions: Sequence[Mention], gone: Mapping[Span, tuple[Decision, list[Mention]]]
) -> Iterator[Flag]:
    """A flag on each mention that took the place of others."""
    for index, mention in enumerate(mentions):
        if mention.span in gone:
            decision, others = gone[mention.span]
            yield flag(
                "decision.replaced",
                span=mention.span,
                layer="mentions",
                index=index,
                reviewer=decision.reviewer,
                label=mention.label,
                words=mention.span.of(text),
                gone=", ".join(f"{other.label} {other.span.of(text)!r}" for other in others),
            )


def _target(text: str, decision: Decision, old: Mention | None, place: Span) -> Span | None:
    """Where the mention stands after the decision."""
    match decision.action:
        case "respan":
            return find(text, decision.target) if decision.target else None
        case "edit":
            return None if old is None else old.span
        case _:
            return place
