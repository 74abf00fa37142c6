"""Control characters that turn or hide text, made visible for a person."""

import re

HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters: those that turn the writing's direction, join, separate or show nothing."""
_SHORT = {
    0x061C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0x00AD: "SHY",
}  # fmt: skip
"""Names of the frequent ones, as in the Unicode Standard's bidirectional algorithm (UAX 9)."""


def visible(text: str) -> str:
    """The text with its hidden control characters written out."""
    return HIDDEN.sub(lambda match: f"⟨{name_of(match[0])}⟩", text)


def name_of(character: str) -> str:
    """A control character's short name."""
    return _SHORT.get(ord(character), f"U+{ord(character):04X}")
