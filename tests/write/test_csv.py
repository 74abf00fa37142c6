"""A table as CSV holds every character of its cells, whatever they break lines with."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.rfc4180 import ROWS, encoded

CELLS = st.text(st.sampled_from("a,;\"'\r\n\t =\u2028"), max_size=6)


def read(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_is_written_is_read(rows):
    assert read(b"".join(encoded([["a", "b"], *rows]))) == [["a", "b"], *map(list, rows)]


def test_a_carriage_return_is_quoted_and_a_row_ends_with_a_line_feed():
    content = b"".join(encoded([["a", "b"], ["x\ry", "x\r\n"], ["", "z"]]))
    assert content == b'a,b\n"x\ry","x\r\n"\n,z\n'


def test_many_rows_are_written_piece_by_piece():
    pieces = list(encoded([str(n)] for n in range(2 * ROWS + 1)))
    assert [piece.count(b"\n") for piece in pieces] == [ROWS, ROWS, 1]
