"""Rows of mentions, their values, and the entities that they name."""

from pipeline.document import Quantity
from pipeline.document.details import FigureDetail
from pipeline.entity_types.place.basis import Basis
from pipeline.extract.confidence import confidences, doubts
from pipeline.names.subdivisions import subdivision
from pipeline.tables.ids import NAMED_TABLES, Ids
from pipeline.tables.rows import Tables


def mentions(tables: Tables, ids: Ids) -> None:
    """One row per mention, with its value, place in the text and box on the page."""
    values = {d.mention: (d.edtf, d.rule, d.status) for d in tables.document.dates or ()}
    values |= {
        m: (p.value, p.rule, p.status) for p in tables.document.places or () for m in p.mentions
    }
    scores = confidences(tables.document)
    tables.flags += doubts(tables.document, scores)
    for index, mention in enumerate(ids.mentions):
        raw = tables.offsets.to_raw(mention.span)
        page, bbox = tables.location(mention.span)
        row = tables.draft(
            "mentions",
            ids.mention_ids[index],
            label=mention.label,
            text=mention.span.of(tables.text),
            entity_id=ids.entity_of.get(index),
            **ids.where(ids.section_of(mention.span)),
            start=mention.span.start,
            end=mention.span.end,
            raw_start=raw.start,
            raw_end=raw.end,
            page=page,
            bbox=bbox,
            method=tables.method(mention.method, mention.span),
            confidence=None if (score := scores[index]) is None else round(score, 2),
        )
        entity = ids.entity_of.get(index)
        value, rule, status = values.get(index, (entity, None, "stated"))
        if isinstance(mention.detail, FigureDetail):
            number = mention.detail.value
            value = None if number is None else f"{number.normalize():f}"
        row.state("value", value, at=mention.span, rule=rule or mention.method, status=status)
        tables.add(row)


def dates(tables: Tables, ids: Ids) -> None:
    """One row per DATE mention, with its EDTF value and bounds."""
    for date in tables.document.dates or ():
        span = ids.mentions[date.mention].span
        row = tables.draft(
            "dates",
            ids.mention_ids[date.mention],
            text=span.of(tables.text),
            date_start=date.first,
            date_end=date.last,
            kind=date.kind,
            anchor=date.anchor,
            status=date.status,
        )
        row.state("value", date.edtf, at=span, rule=date.rule, status=date.status)
        tables.add(row)


def figures(tables: Tables, ids: Ids) -> None:
    """One row per FIGURE mention, with its number, what it counts and the event it belongs to."""
    quantities = {quantity.mention: quantity for quantity in tables.document.quantities or ()}
    for index, mention in enumerate(ids.mentions):
        if mention.label != "FIGURE" or not isinstance(mention.detail, FigureDetail):
            continue
        detail = mention.detail
        row = tables.draft(
            "figures",
            ids.mention_ids[index],
            at_least=detail.at_least,
            at_most=detail.at_most,
            currency=detail.currency,
            text=mention.span.of(tables.text),
        )
        quantity = quantities.get(index, Quantity(mention=index))
        event, whole = quantity.event, quantity.part_of
        row.state("counted", quantity.counted, rule="noun phrase behind the number")
        row.state("group", quantity.group, rule="noun phrase behind the number")
        row.state(
            "event_id", None if event is None else ids.event_ids[event], rule="clause of the event"
        )
        row.state(
            "part_of",
            None if whole is None else ids.mention_ids[whole],
            rule="included in the figure before",
        )
        row.state("value", detail.value, at=mention.span, rule=mention.method)
        row.state("unit", detail.unit, rule=detail.unit and "what the number counts")
        tables.add(row)


def places(tables: Tables, ids: Ids) -> None:
    """One row per place, with its codes."""
    for place, place_id in zip(tables.document.places or (), ids.place_ids, strict=True):
        at = ids.mentions[place.mentions[0]].span
        row = tables.draft(
            "places",
            place_id,
            name=place.name,
            kind=place.kind,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=place.precision,
            mentions=len(place.mentions),
        )
        rule = place.rule or Basis.GAZETTEER
        for column in ("country", "m49", "geonames_id"):
            value = getattr(place, column)
            if value is not None:
                row.state(column, value, at=at, rule=rule, status=place.status)
            else:
                row.cells[column] = None
        code = subdivision(place.name, place.kind, place.country)
        row.state("subdivision", code, rule=code and "ISO 3166-2, by name within the country")
        tables.add(row)


def organisations(tables: Tables, ids: Ids) -> None:
    """One row per body, whatever the names it goes by."""
    organisations = tables.document.organisations or ()
    for body, body_id in zip(organisations, ids.organisation_ids, strict=True):
        at = ids.first_of(body)
        row = tables.draft("organisations", body_id, kind=body.kind, mentions=len(body.mentions))
        row.state("name", body.name, at=at)
        row.state("acronym", body.acronym, rule=body.acronym and "acronym")
        row.state("country", body.country, rule=body.country_rule)
        row.state("iati_id", body.iati_id, rule=body.iati_id and "IATI code list")
        part_of = None if body.part_of is None else ids.organisation_ids[body.part_of]
        row.state("part_of", part_of, rule=part_of and "name of the containing body")
        tables.add(row)


def people(tables: Tables, ids: Ids) -> None:
    """One row per person."""
    for person, person_id in zip(tables.document.people or (), ids.person_ids, strict=True):
        at = ids.mentions[person.mentions[0]].span
        row = tables.draft("people", person_id, mentions=len(person.mentions))
        row.state("name", person.name, at=at)
        row.state("honorific", person.honorific, rule=person.honorific and "honorific")
        row.state("role", person.role, at=person.role_span)
        body = person.organisation
        row.state(
            "organisation_id",
            None if body is None else ids.organisation_ids[body],
            rule=None if body is None else "affiliation beside the name",
        )
        tables.add(row)


def named(tables: Tables, ids: Ids) -> None:
    """One row a named event, programme or instrument, each in its own table."""
    for thing, thing_id in zip(tables.document.named or (), ids.named_ids, strict=True):
        row = tables.draft(
            NAMED_TABLES[thing.label], thing_id, kind=thing.kind, mentions=len(thing.mentions)
        )
        row.state("name", thing.name, at=ids.mentions[thing.mentions[0]].span)
        row.state("alias", thing.alias, rule=thing.alias and "alias")
        tables.add(row)
