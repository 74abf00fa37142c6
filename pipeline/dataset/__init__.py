"""All reports together: ``extracted/dataset/``, with one id for the same body in every report."""

from pipeline.dataset.build import is_current, refresh

__all__ = ["is_current", "refresh"]
