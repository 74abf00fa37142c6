"""Places and events as points (RFC 7946); an event stands where its place does, or nowhere."""

import json
from typing import Any

from pipeline.exchange.tables import Tables, happenings
from pipeline.write.report import Row
from schemas.columns import plain


def dump(tables: Tables) -> bytes:
    """One FeatureCollection; ``properties.table`` says what a feature is."""
    features = [_feature("places", row["place_id"], row, row) for row in tables["places"]]
    for event, place, roles in happenings(tables):
        more = {"place": place["name"] if place else None, **{r: list(n) for r, n in roles.items()}}
        features.append(_feature("events", event["event_id"], event, place, more))
    body = {"type": "FeatureCollection", "features": features}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(
    table: str, identifier: str, row: Row, place: Row | None, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    geometry = None
    if place and place["latitude"] and place["longitude"]:
        point = [float(place["longitude"]), float(place["latitude"])]
        geometry = {"type": "Point", "coordinates": point}
    cells = {column: plain(table, column, cell) for column, cell in row.items()}
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": geometry,
        "properties": {"table": table, **cells, **(more or {})},
    }
