"""Which events of different reports are one happening: a conference that two offices tell of.

Two events are one when their types, days, countries and places agree, and either a named occasion
or their names say so; a name that only partly agrees needs the same day, place and body. Numbers
that contradict each other, or bodies of which none is shared, keep them apart. Two events of one
report stay two: whether those are one is for the report's own tables to say.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

import pycountry

from pipeline.dataset.wording import content_words
from pipeline.document.checked import Checked, read_toml
from pipeline.write.report import Row
from schemas.columns import plain

LONGEST = 31
"""Days within which an event is dated closely enough to be known again."""
CLOSE = 7
"""Days of an event whose date says more than its month."""
MANY = 2
"""Words that two names share, besides those for the kind of event, to be one name."""
HALF = 0.5
"""Of the shorter name's words, so many are in the other where both are one name."""
NEAR = 0.1
"""How far two counts of the same people may differ, of the larger one."""
RULES = ("occasion", "name", "day, place and body")
"""What makes events one happening, from the surest to the least sure."""


class _Vocabulary(Checked):
    """``happenings.toml``; the file says what each part is."""

    alike: tuple[frozenset[str], ...]
    statuses: tuple[str, ...]
    generic: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    return read_toml(files(__package__) / "happenings.toml", _Vocabulary)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one report tells it, under the dataset's ids.

    ``place`` is its place's row, ``bodies`` the ids of all who have a role in it.
    """

    row: Row
    first: dt.date
    last: dt.date
    place: Row | None
    bodies: frozenset[str]
    words: frozenset[str]

    @property
    def days(self) -> int:
        """How many days it is dated to."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Happening:
    """Events of different reports that are one, and the least sure rule that joined them."""

    events: tuple[Row, ...]
    rule: str


def told(row: Row, place: Row | None, bodies: Iterable[str]) -> Told | None:
    """An event that may be known again; None for one of the background or without a close date."""
    if plain("events", "background", row["background"]) or not row["date_end"]:
        return None
    first, last = (dt.date.fromisoformat(row[column]) for column in ("date_start", "date_end"))
    if (last - first).days >= LONGEST:
        return None
    words = content_words(row["name"]) - _vocabulary().generic - _where(row, place)
    return Told(row, first, last, place, frozenset(bodies), words)


def _where(row: Row, place: Row | None) -> frozenset[str]:
    """The words of the names of an event's place and country, which its name may repeat."""
    country = pycountry.countries.get(alpha_2=row["country"]) if row["country"] else None
    names = (place["name"] if place else "", country.name if country else "")
    return content_words(" ".join(names))


def happenings(events: Sequence[Told]) -> list[Happening]:
    """Events of different reports that are one, in the order of the first that is told."""
    order = {id(event): index for index, event in enumerate(events)}
    pairs = sorted(
        (RULES.index(rule), order[id(a)], order[id(b)])
        for a, b in _near(events)
        if (rule := _rule(a, b)) is not None
    )
    group = {index: [index] for index in range(len(events))}
    weakest: dict[int, int] = {}
    for rank, one, other in pairs:
        joined, added = group[one], group[other]
        if joined is added or _reports(events, joined) & _reports(events, added):
            continue
        merged = sorted([*joined, *added])
        least_sure = max(rank, *(weakest.get(members[0], 0) for members in (joined, added)))
        group.update(dict.fromkeys(merged, merged))
        weakest[merged[0]] = least_sure
    joined_groups = sorted({tuple(members) for members in group.values() if len(members) > 1})
    return [
        Happening(tuple(events[i].row for i in members), RULES[weakest[members[0]]])
        for members in joined_groups
    ]


def _reports(events: Sequence[Told], members: Iterable[int]) -> set[str]:
    return {events[i].row["report_id"] for i in members}


def perhaps(events: Sequence[Told]) -> Iterator[tuple[Row, Row]]:
    """Events of two reports that share a day, a country and a body and part of the name."""
    for a, b in _near(events):
        shares = bool(a.bodies & b.bodies) and bool(a.words & b.words)
        if shares and _rule(a, b) is None and _agree(a, b) and min(a.days, b.days) <= CLOSE:
            yield a.row, b.row


def _near(events: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of events of different reports that share a month, and a word or an occasion.

    Each pair comes once. Events that share neither are never one, and there are too many of them
    to be compared.
    """
    together: defaultdict[tuple[int, int, str], list[Told]] = defaultdict(list)
    for event in events:
        months = {(day.year, day.month) for day in (event.first, event.last)}
        occasion = event.row["occasion_id"]
        for month in months:
            for shared in {*event.words, f"occasion {occasion}"} if occasion else event.words:
                together[*month, shared].append(event)
    seen = set()
    for near in together.values():
        for a, b in combinations(near, 2):
            if a.row["report_id"] != b.row["report_id"] and (id(a), id(b)) not in seen:
                seen.add((id(a), id(b)))
                yield a, b


def _rule(a: Told, b: Told) -> str | None:
    """What makes two events one happening; None where they are two, or it is not sure."""
    if not _agree(a, b):
        return None
    occasion = a.row["occasion_id"]
    if occasion and occasion == b.row["occasion_id"]:
        return "occasion"
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return None
    shared = a.words & b.words
    fewest = min(len(a.words), len(b.words))
    if len(shared) >= MANY and len(shared) >= HALF * fewest and min(a.days, b.days) <= CLOSE:
        return "name"
    same_day = (a.first, a.last) == (b.first, b.last) and a.days <= CLOSE
    same_place = bool(a.row["place_id"]) and a.row["place_id"] == b.row["place_id"]
    if shared and same_day and same_place and _is_exact(a.place) and a.bodies & b.bodies:
        return "day, place and body"
    return None


def _agree(a: Told, b: Told) -> bool:
    """Whether nothing that two events say contradicts that they are one."""
    return (
        _same_type(a.row["type"], b.row["type"])
        and _same_status(a.row["status"], b.row["status"])
        and ((a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last))
        and _compatible(a.row["country"], b.row["country"])
        and _same_place(a, b)
        and _same_number(a.row["participants"], b.row["participants"])
        and _compatible(a.row["amount"], b.row["amount"])
    )


def _compatible(one: str, other: str) -> bool:
    return not one or not other or one == other


def _same_type(one: str, other: str) -> bool:
    return one == other or any({one, other} <= types for types in _vocabulary().alike)


def _same_status(one: str, other: str) -> bool:
    """Whether both are of one status, or one is planned: plans come true or are cancelled."""
    return one == other or "planned" in {one, other} or {one, other} <= {*_vocabulary().statuses}


def _is_exact(place: Row | None) -> bool:
    return place is not None and place["kind"] not in {"country", "region"}


def _same_place(a: Told, b: Told) -> bool:
    """Whether the places are one, or one is not told or only by its country or province."""
    rough = {"country", "region", "admin1"}
    ids = {a.row["place_id"], b.row["place_id"]}
    kinds = {place["kind"] for place in (a.place, b.place) if place}
    return len(ids) == 1 or "" in ids or bool(kinds & rough)


def _same_number(one: str, other: str) -> bool:
    if not one or not other:
        return True
    low, high = sorted((int(one), int(other)))
    return high - low <= NEAR * high


def as_one(happening: Happening) -> tuple[dict[str, str], list[str]]:
    """The row of a happening, and the columns on which its reports contradict each other.

    The first report's row leads; the others fill what it leaves empty. The closest date counts,
    and the status of what has come true.
    """
    lead, *others = happening.events
    closest = min(happening.events, key=_length)
    dates = {c: closest[c] for c in ("date", "date_start", "date_end", "date_source")}
    row = {c: next((e[c] for e in (lead, *others) if e[c]), "") for c in lead}
    contested = [
        column
        for column in ("type", "place_id", "country", "participants", "amount")
        if len({e[column] for e in happening.events if e[column]}) > 1
    ]
    told_here = {c: lead[c] for c in ("start", "end", "told_by", "milestone_id", "section_id")}
    paid = next((e for e in happening.events if e["amount"]), lead)
    money = {c: paid[c] for c in ("amount", "currency")}
    status = max((e["status"] for e in happening.events), key=_rank)
    return {**row, **dates, **told_here, **money, "status": status}, contested


def _rank(status: str) -> int:
    """The strength of a status; what was cancelled was only planned by the others."""
    known = _vocabulary().statuses
    return known.index(status) if status in known else len(known)


def _length(event: Row) -> int:
    first, last = (dt.date.fromisoformat(event[column]) for column in ("date_start", "date_end"))
    return (last - first).days
