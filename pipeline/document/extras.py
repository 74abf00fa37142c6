"""What is installed only where it is asked for: the extras of the package."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import requires

from packaging.requirements import Requirement

from pipeline.document.errors import ConfigError

PACKAGE = "milestones"


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Import within it what an extra brings.

    Raises:
        ConfigError: ``config.extra``: it is not installed, with the command that installs it.
    """
    try:
        yield
    except ImportError as error:
        wanted = " ".join(f'"{requirement}"' for requirement in _brought_by(extra))
        command = f"{sys.executable} -m pip install {wanted}"
        message = f"{error.name} is not installed, which few need; to install it: {command}"
        raise ConfigError("config.extra", message) from error


def _brought_by(extra: str) -> Iterator[str]:
    """The requirements of an extra, as the package's metadata state them."""
    for line in requires(PACKAGE) or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker and not marker.evaluate({"extra": ""}) and marker.evaluate({"extra": extra}):
            requirement.marker = None
            yield str(requirement)
