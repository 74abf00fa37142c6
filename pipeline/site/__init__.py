"""``milestones site``: the dataset as a static folder of pages that ask for nothing outside."""

from pipeline.site.office import Office, read_office
from pipeline.site.pages import write_site

__all__ = ["Office", "read_office", "write_site"]
