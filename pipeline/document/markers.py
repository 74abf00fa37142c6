"""What begins a line: bullets and numbers of lists, the town and day of an item of news."""

import re

# The private use area is where symbol fonts keep their bullets.
_DOT = "•·▪●○◦‣∙■□►▶➢➤✓✔\ue000-\uf8ff"
_BULLET = rf"[{_DOT}–*o-]"
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]"
_MARKER = re.compile(rf"(?:(?<!\s)\s+)?(?:{_BULLET}|{_NUMBER})(?:\s+|$)")
_SECOND = re.compile(rf"[{_DOT}]\s*")
_LONE = re.compile(rf"(?:(?<!\s)\s+)?[{_DOT}]\s*")

_DATELINE = re.compile(
    r"[A-Z][\w'’.-]{1,30}(?:[ /][A-Z][\w'’.-]{1,30}){0,3},\s(?:[A-Z][a-z]{2,8}\.?\s)?\d{1,2}"
    r"(?:[.\s–-]{1,3}[\w.]{1,9}){0,3},?\s[–—-]\s|[A-Z]{4,20}(?:[ /-][A-Z]{3,20}){0,2}\s[–—]\s[A-Z]"
    r"|[A-Z][\w ]{2,30}\s?[|·]\s?\d{1,2}\s[A-Z][a-z]{2,8}\.?\s(?:19|20)\d\d$"
)


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


def opens_news(line: str) -> bool:
    """Whether a line begins an item of news with town and day, or holds the day of its title."""
    return _DATELINE.match(line) is not None
