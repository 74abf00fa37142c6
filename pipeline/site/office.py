"""Who signs a site: an office, from a small TOML."""

import datetime as dt
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from pipeline.document.checked import Checked, read_toml
from pipeline.document.errors import ConfigError

OFFICE = "office.toml"
LOGOS = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"})
"""Endings of pictures that browsers show."""
LARGEST = 2_000_000
"""Bytes of a logo: it is on every page."""
Line = Annotated[str, Field(min_length=1, max_length=300)]


class Office(Checked):
    """What stands on every page of the site; only the name has to be given.

    Attributes:
        name: The office's name.
        title: The site's title; without it, that of the product.
        logo: A picture, by its path from the TOML.
        contact: An e-mail address, a web address, or any other words.
        licence: Under which terms the data may be used, such as "CC BY 4.0".
        date: The day as of which the office signs.
    """

    name: Line
    title: Line | None = None
    logo: Path | None = None
    contact: Line | None = None
    licence: Line | None = None
    date: dt.date | None = None

    @property
    def contact_address(self) -> str:
        """Where the contact leads to; empty where it is no address."""
        contact = self.contact or ""
        if contact.startswith(("https://", "http://")):
            return contact
        return f"mailto:{contact}" if "@" in contact and " " not in contact else ""


def office_of(out: Path) -> Office | None:
    """Who signs the site of a folder of reports: what ``office.toml`` beside it says, if any.

    Raises:
        ConfigError: ``config.broken-office``: it cannot be read.
    """
    path = out.parent / OFFICE
    return read_office(path) if path.is_file() else None


def read_office(path: Path) -> Office:
    """Read who signs; the logo's path is made one from the working folder.

    Raises:
        ConfigError: ``config.broken-office``: the file or its logo cannot be read, or it has a key
            or value that is not of the form; the message names it.
    """
    try:
        office = read_toml(path, Office)
    except OSError as error:
        raise _broken(path, f"cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise _broken(path, f"{where}: {first['msg']}") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise _broken(path, f"is no TOML: {error}") from error
    if office.logo is None:
        return office
    logo = path.parent / office.logo
    if logo.suffix.lower() not in LOGOS:
        raise _broken(path, f"logo: {logo.name} is none of {', '.join(sorted(LOGOS))}")
    if not logo.is_file():
        raise _broken(path, f"logo: there is no file {logo}")
    if logo.stat().st_size > LARGEST:
        raise _broken(path, f"logo: {logo} is larger than {LARGEST:,} bytes")
    return office.model_copy(update={"logo": logo})


def _broken(path: Path, what: str) -> ConfigError:
    return ConfigError("config.broken-office", f"{path}: {what}")
