"""Bytes to characters without loss: what is decoded here encodes to the same bytes again."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import CharsetMatch, from_bytes

from pipeline.document.errors import ReadError
from pipeline.document.flags import Flag, flag

# UTF-32 first: its little-endian mark begins with that of UTF-16.
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
WESTERN = "cp1252"
"""The code page of most English files that are not Unicode; it wins where nothing tells."""
LOSSLESS = "latin-1"
"""Every byte is a character of it."""

CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROLS = 0.01
"""The share of control characters from which bytes are no text."""
ALPHABETS = re.compile(r"[\t-\r -\u07ff\u2000-\u206f\u20a0-\u20cf]")
MIN_ALPHABETS = 0.95
"""The share of letters and punctuation that bytes must have as UTF-16 to be it."""
SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
HIGH = re.compile(rb"[\x80-\xff]")
Decoded = tuple[str, str, tuple[Flag, ...]]
"""The characters, their encoding, and doubts."""


def decode(data: bytes, name: str) -> Decoded:
    """Decode a text file strictly: by its byte order mark, as UTF-8, else by a guess.

    A byte order mark stays as the first character. A file that is UTF-8 but for a few bytes is
    read as Latin-1, byte by byte; the repair stage puts its UTF-8 sequences together again.

    Args:
        data: The bytes.
        name: The file's name, for messages.

    Raises:
        ReadError: ``ingest.binary`` or ``ingest.undecodable``.
    """
    marked = next((coding for mark, coding in BOMS if data.startswith(mark)), None)
    if marked and marked != "utf-8":
        return _strict(data, marked, name), marked, ()
    if len(CONTROLS.findall(data)) > MAX_CONTROLS * len(data):
        wide = _unmarked_utf16(data)
        if wide is None:
            message = f"{name} is not text: it is full of control characters"
            raise ReadError("ingest.binary", message)
        return data.decode(wide), wide, (flag("ingest.encoding-guessed", encoding=wide),)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            position = f"byte 0x{data[error.start]:02x} at {error.start}"
            return data.decode(LOSSLESS), LOSSLESS, (flag("ingest.mixed-encoding", byte=position),)
    guess = next(_guesses(data), None)
    if guess is None:
        message = f"{name}: no character encoding fits its bytes; save it as UTF-8"
        raise ReadError("ingest.undecodable", message)
    return data.decode(guess), guess, (flag("ingest.encoding-guessed", encoding=guess),)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = (
            f"{name} begins as {encoding.upper()} but byte {error.start} does not fit: "
            "it may be cut off; save it as UTF-8"
        )
        raise ReadError("ingest.undecodable", message) from error
    controls = CONTROLS.findall(raw.encode("utf-8"))
    if len(controls) > MAX_CONTROLS * len(raw):
        raise ReadError("ingest.binary", f"{name} is not text: it is full of control characters")
    return raw


def _unmarked_utf16(data: bytes) -> str | None:
    """The byte order in which the bytes are letters, if there is one."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            raw = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(ALPHABETS.findall(raw)) >= MIN_ALPHABETS * len(raw):
            return encoding
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether there are at least as many UTF-8 sequences as bytes that fit none."""
    sequences = SEQUENCE.findall(data)
    stray = len(HIGH.findall(data)) - sum(map(len, sequences))
    return len(sequences) >= stray


def _guesses(data: bytes) -> Iterator[str]:
    """Encodings by likelihood that decode the bytes and give them back."""
    matches = list(from_bytes(data))
    for encoding in _ranked(matches):
        try:
            raw = data.decode(encoding)
            if raw.encode(encoding) == data:
                yield codecs.lookup(encoding).name
        except UnicodeError:
            continue


def _ranked(matches: list[CharsetMatch]) -> Iterator[str]:
    """The library's order, but Western Europe first where it explains the bytes as well."""
    if not matches:
        return
    best = matches[0]
    for match in matches:
        as_good = match.chaos <= best.chaos and match.coherence >= best.coherence
        if as_good and WESTERN in match.could_be_from_charset:
            yield WESTERN
    for match in matches:
        yield match.encoding
