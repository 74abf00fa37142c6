"""Events as a calendar (RFC 5545), in whole days; those without a first day are only counted."""

import datetime as dt

from icalendar import Calendar, Event

from pipeline.exchange.tables import Happening, Tables, happenings

STATUS = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}
"""Statuses of a calendar's events; what happened or runs on is confirmed."""
PRODUCT = "-//Milestones//Events of newsletters//EN"


def dump(tables: Tables) -> bytes:
    """All dated events; the calendar's description says how many had no date."""
    found = happenings(tables)
    dated = [h for h in found if h.event["date_start"]]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Milestones")
    told = f"{len(dated)} events; {len(found) - len(dated)} without a date are left out"
    calendar.add("x-wr-caldesc", told)
    for happening in dated:
        calendar.add_component(_event(happening))
    return bytes(calendar.to_ical())


def _event(happening: Happening) -> Event:
    row, place, roles = happening
    first = dt.date.fromisoformat(row["date_start"])
    last = dt.date.fromisoformat(row["date_end"] or row["date_start"])
    event = Event()
    event.add("uid", f"{row['event_id']}@{row['report_id']}.milestones")
    event.add("dtstamp", dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", row["name"])
    event.add("categories", [row["type"]])
    event.add("status", STATUS.get(row["status"], "CONFIRMED"))
    lines = [f"{role}: {'; '.join(names)}" for role, names in roles.items()]
    event.add("description", "\n".join([*lines, f"date: {row['date']} ({row['date_source']})"]))
    if place:
        event.add("location", ", ".join(filter(None, (place["name"], place["country"]))))
        if place["latitude"]:
            event.add("geo", (float(place["latitude"]), float(place["longitude"])))
    return event
