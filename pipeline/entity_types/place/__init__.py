"""Places: countries, regions of the world, units, towns, and what grammar says is a place."""

from pipeline.entity_types.place.find import build

LABEL = "PLACE"

__all__ = ["LABEL", "build"]
