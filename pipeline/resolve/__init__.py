"""Resolve: mentions become values and entities, with the whole report as context."""

from pipeline.document import Document
from pipeline.entity_types.date.issue import issued
from pipeline.entity_types.date.resolve import resolve as resolve_dates
from pipeline.entity_types.organisation.resolve import resolve as resolve_organisations
from pipeline.entity_types.person.resolve import resolve as resolve_people
from pipeline.entity_types.place.resolve import resolve as resolve_places
from pipeline.resolve.named import resolve as resolve_named
from pipeline.resolve.reviewed import revise_dates, revise_places
from pipeline.stage import Context, Layers, stage


@stage(
    reads={"text", "masthead", "paragraphs", "sections", "mentions", "sentences", "acronyms"},
    writes={"issued", "dates", "places", "organisations", "people", "named"},
)
def resolve(document: Document, context: Context) -> Layers:
    """Dates to EDTF, places and organisations to public codes, short names to their long ones."""
    text, mentions, decisions = (
        document.text or "",
        document.mentions or (),
        context.review.decisions,
    )
    known = document.source.published
    told = None if known else issued(document)
    published = known or (told.day if told else None)
    dates, date_flags = resolve_dates(document, published)
    places, place_flags = resolve_places(document, context.profile)
    organisations, organisation_flags = resolve_organisations(document, context.profile)
    people, person_flags = resolve_people(document, organisations, context.profile)
    named, named_flags = resolve_named(document, context.profile)
    return {
        "issued": (told,) if told else (),
        "dates": revise_dates(text, mentions, dates, decisions),
        "places": revise_places(text, mentions, places, decisions),
        "organisations": organisations,
        "people": people,
        "named": named,
        "flags": (*date_flags, *place_flags, *organisation_flags, *person_flags, *named_flags),
    }
