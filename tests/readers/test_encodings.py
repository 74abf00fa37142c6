"""Any encoding, without loss: the characters encode to the file's bytes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.errors import ReadError
from pipeline.readers.encodings import decode

ENGLISH = (
    "The Centre’s “new” laboratory – the third one – opened in May. A communiqué was adopted, "
    "and forty officers of the border service were trained."
)
RUSSIAN = "Сотрудники таможни прошли обучение в новом учебном центре, который открылся в мае."
TURKISH = "Toplantıya çok sayıda görevli katıldı; şu kararlar alındı ve İzmir’de açıklandı."
FRENCH = "Le bureau régional a organisé une réunion où les États ont décidé de créer un réseau."


def test_utf8_needs_no_guess():
    assert decode(ENGLISH.encode(), "f") == (ENGLISH, "utf-8", ())


def test_a_byte_order_mark_stays_as_the_first_character():
    raw, encoding, flags = decode(ENGLISH.encode("utf-8-sig"), "f")
    assert (raw, encoding, flags) == ("\ufeff" + ENGLISH, "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_known_by_their_mark(encoding):
    data = ("\ufeff" + RUSSIAN).encode(encoding)
    assert decode(data, "f") == ("\ufeff" + RUSSIAN, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_wide_characters_without_a_mark_are_guessed_and_flagged(text, encoding):
    raw, guessed, flags = decode(text.encode(encoding), "f")
    assert (raw, guessed) == (text, encoding)
    assert [flag.code for flag in flags] == ["ingest.encoding-guessed"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH * 30, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (TURKISH, "cp1254"),
        ("café", "cp1252"),
    ],
)
def test_an_older_code_page_is_guessed_and_flagged(text, encoding):
    raw, guessed, flags = decode(text.encode(encoding), "f")
    assert raw == text
    assert raw.encode(guessed) == text.encode(encoding)
    assert [flag.code for flag in flags] == ["ingest.encoding-guessed"]
    assert guessed in flags[0].message


def test_a_few_foreign_bytes_do_not_spoil_a_file_that_is_utf8():
    data = ENGLISH.encode() + b" \x93No\x94"
    raw, encoding, flags = decode(data, "f")
    assert raw.encode(encoding) == data
    assert [flag.code for flag in flags] == ["ingest.mixed-encoding"]
    assert str(len(ENGLISH.encode()) + 1) in flags[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfea\x00b", "ingest.undecodable"),
        (b"\xff\xfe\x00\x00abc", "ingest.undecodable"),
        (bytes(range(128, 256)) * 30, "ingest.undecodable"),
        (bytes(range(256)) * 10, "ingest.binary"),
    ],
    ids=["half a character", "a quarter", "no alphabet", "every byte"],
)
def test_what_no_encoding_explains_is_refused(data, code):
    with pytest.raises(ReadError) as caught:
        decode(data, "report.txt")
    assert caught.value.code == code
    assert "report.txt" in caught.value.message


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_whatever_is_decoded_gives_its_bytes_back(data):
    try:
        raw, encoding, _ = decode(data, "f")
    except ReadError as error:
        assert error.code in {"ingest.binary", "ingest.undecodable"}  # noqa: PT017 - one of two ends
    else:
        assert raw.encode(encoding) == data
