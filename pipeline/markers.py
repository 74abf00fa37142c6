"""List markers: bullets and numbers at the beginning of a line."""

import re

_BULLET = r"[-–•·▪●○◦‣∙*■□►▶➢➤✓✔o\uf0b7\uf0a7]"
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]"
_MARKER = re.compile(rf"\s*(?:{_BULLET}|{_NUMBER})(?:\s+|$)")
_SECOND = re.compile(r"[•·▪●○◦‣∙■□►▶➢➤\uf0b7\uf0a7]\s*")


def marker(line: str) -> int:
    """The length of the marker that begins a line, the blanks after it included; 0 for none."""
    found = _MARKER.match(line)
    return found.end() if found else 0


def second_marker(line: str) -> int:
    """The length of a stray bullet right behind a marker ("- · text"); 0 for none."""
    found = _SECOND.match(line)
    return found.end() if found else 0
