"""The body that publishes a report, where only its masthead or imprint names it.

Headings carry no mentions, but the report is that body's: what it says "we" did, this body did.
"""

from collections.abc import Iterable

from pipeline.document import Document, Organisation
from pipeline.entity_types.organisation.basis import Basis
from pipeline.entity_types.organisation.parse import is_body_name, kinds, parse
from pipeline.names import countries
from pipeline.names.bodies import by_name, key_of
from pipeline.names.heads import heads


def publisher(document: Document, named: Iterable[Organisation]) -> Organisation | None:
    """The publisher as a row without mentions; None where it has a row or is not stated.

    Args:
        document: After segmentation.
        named: The bodies that the text itself names.
    """
    masthead = document.masthead
    if masthead is None or masthead.publisher is None or masthead.publisher_span is None:
        return None
    name = " ".join(masthead.publisher.split())
    known = {key_of(said) for body in named for said in (body.name, body.acronym) if said}
    if key_of(name) in known or not is_body_name(name):
        return None
    body, parsed = by_name().get(key_of(name)), parse(name)
    if body is not None and {key_of(s) for s in (body.name, *body.acronyms)} & known:
        return None
    return Organisation(
        name=name,
        acronym=body.acronyms[0] if body and body.acronyms else None,
        kind=body.kind if body else _kind(parsed.core),
        country=body.country if body else parsed.country,
        country_rule=Basis.IN_NAME if not body and parsed.country else None,
        iati_id=f"XM-DAC-{body.crs}" if body and body.crs else _donor(parsed.core, parsed.country),
        stated_at=masthead.publisher_span,
    )


def _kind(core: str) -> str | None:
    rule = heads().get(core.split(" of ", maxsplit=1)[0].rsplit(" ", 1)[-1])
    return rule.kind if rule else None


def _donor(core: str, country: str | None) -> str | None:
    donor = countries.dac_donors().get(country or "") if core in kinds().governments else None
    return f"XM-DAC-{donor}" if donor else None
