"""``milestones site``: the dataset as a static folder of pages that ask for nothing outside."""

from pipeline.site.pages import write_site

__all__ = ["write_site"]
