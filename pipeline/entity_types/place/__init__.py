"""Places: countries, regions of the world, administrative units, towns and what grammar calls a place."""

from pipeline.entity_types.place.find import build

LABEL = "PLACE"

__all__ = ["LABEL", "build"]
