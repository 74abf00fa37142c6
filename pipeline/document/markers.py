"""List markers: bullets and numbers at the beginning of a line."""

import re

# The private use area is where symbol fonts keep their bullets.
_DOT = "•·▪●○◦‣∙■□►▶➢➤✓✔\ue000-\uf8ff"
_BULLET = rf"[{_DOT}–*o-]"
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]"
_MARKER = re.compile(rf"(?:(?<!\s)\s+)?(?:{_BULLET}|{_NUMBER})(?:\s+|$)")
_SECOND = re.compile(rf"[{_DOT}]\s*")
_LONE = re.compile(rf"(?:(?<!\s)\s+)?[{_DOT}]\s*")


def marker(line: str) -> int:
    """The length of the marker that begins a line, the blanks after it included; 0 for none."""
    found = _MARKER.match(line)
    return found.end() if found else 0


def second_marker(line: str) -> int:
    """The length of a stray bullet right behind a marker ("- · text"); 0 for none."""
    found = _SECOND.match(line)
    return found.end() if found else 0


def is_bullet(line: str) -> bool:
    """Whether a line is a bullet and nothing else; a dash may be something else."""
    return _LONE.fullmatch(line) is not None
