"""All reports together: ``extracted/dataset/``, with one id for the same body in every report."""

from pipeline.dataset.build import SQLITE, is_current, refresh, set_aside

__all__ = ["SQLITE", "is_current", "refresh", "set_aside"]
