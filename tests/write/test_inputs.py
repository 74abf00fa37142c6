"""Where an input lies is remembered on this machine, and nowhere else."""

import pytest

from pipeline.write import remember_inputs, remembered_input


def test_inputs_of_earlier_runs_stay_remembered(tmp_path):
    out = tmp_path / "out"
    remember_inputs(out, {"one": tmp_path / "one.txt"})
    remember_inputs(out, {"two": tmp_path / "two.txt"})
    for stem in ("one", "two"):
        found = {path.resolve() for path in remembered_input(out, stem)}
        assert found == {tmp_path / f"{stem}.txt"}


@pytest.mark.parametrize("content", ["", "[]", '{"news": 1}', '{"news": [null, 3]}'])
def test_a_note_that_is_broken_remembers_nothing_and_is_mended(tmp_path, content):
    (tmp_path / "inputs.json").write_text(content)
    assert remembered_input(tmp_path, "news") == []
    remember_inputs(tmp_path, {"news": tmp_path / "news.txt"})
    assert remembered_input(tmp_path, "news")[-1] == tmp_path / "news.txt"
