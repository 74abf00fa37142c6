"""``milestones site``: the dataset as a static folder of pages that ask for nothing outside."""

from pipeline.site.office import Office, office_of, read_office
from pipeline.site.pages import write_site

__all__ = ["Office", "office_of", "read_office", "write_site"]
