"""A capitalised head word alone is the body that the text named with it before."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process

NAMED = "The Global Coalition to Guard Rivers met in Lima on 4 May 2019. "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (NAMED + "Later the Coalition wrote a plan.", ["Coalition"]),
        (NAMED + "Each Coalition has its own plan.", []),
        (NAMED + "A Coalition of the Willing is another.", []),
        ("Later the Coalition wrote a plan.", []),
    ],
)
def test_a_short_name_stands_for_the_body_named_before(tmp_path, text, names):
    path = tmp_path / "report.txt"
    path.write_text(text)
    document, _ = process(read(path))
    short = [m for m in document.mentions if m.method == "short name"]
    assert [mention.span.of(document.text) for mention in short] == names
    if names:
        assert len(document.organisations) == 1
