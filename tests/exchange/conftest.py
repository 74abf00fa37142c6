"""A report under review, of any text."""

import pytest

from pipeline.review.session import Session
from pipeline.run import Options, run


@pytest.fixture
def session_of(tmp_path):
    """The session over what a text, in a file of a name, is extracted to."""

    def made(name, text):
        path = tmp_path / "raw" / name
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        (outcome,) = run([path], Options(out=tmp_path / "out"))
        assert outcome.error is None
        return Session(outcome.folder, path.parent)

    return made
