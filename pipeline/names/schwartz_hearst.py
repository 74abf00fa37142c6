"""The ``abbreviations`` library, kept from configuring the program's logging when it is imported.

Acronym definitions by Schwartz and Hearst (2003).
"""

import logging

_root = logging.getLogger()
_before = _root.level, list(_root.handlers)

from abbreviations.schwartz_hearst import (  # noqa: E402 - logging is saved before
    Candidate,
    conditions,
    get_definition,
    select_definition,
)

_root.setLevel(_before[0])
_root.handlers[:] = _before[1]

__all__ = ["Candidate", "conditions", "get_definition", "select_definition"]
