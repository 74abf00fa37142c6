"""Who signs the site: read from a small TOML, on every page."""

import subprocess
import sys

import pytest

from pipeline.document.errors import ConfigError
from pipeline.site import read_office
from tests.conftest import ROOT
from tests.site.conftest import LOGO

WHOLE = """name = "Office for the Lakes"
title = "What the Lakes achieved"
logo = "logo.svg"
contact = "lakes@example.org"
licence = "CC BY 4.0"
date = 2022-06-01
"""


def test_every_page_is_signed(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text("utf-8")
        assert "<b>Office for the Lakes</b>" in text, page
        assert '<a href="mailto:lakes@example.org">lakes@example.org</a>' in text, page
        assert "Licence: CC BY 4.0 · As of 1 June 2022" in text, page
        assert 'static/logo.svg" alt=""' in text, page
    assert (site / "static/logo.svg").read_text() == LOGO


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (None, "cannot be read"),
        ("name = ", "is no TOML"),
        ('title = "x"', "name: Field required"),
        (WHOLE + 'colour = "red"\n', "colour: Extra inputs"),
        (WHOLE.replace("2022-06-01", '"soon"'), "date: "),
        (WHOLE.replace("logo.svg", "none.svg"), "there is no file"),
        (WHOLE.replace("logo.svg", "office.toml"), "office.toml is none of"),
    ],
)
def test_what_is_not_of_the_form_is_named(toml, said, tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO)
    path = tmp_path / "office.toml"
    if toml is not None:
        path.write_text(toml, "utf-8")
    with pytest.raises(ConfigError, match=said) as refused:
        read_office(path)
    assert refused.value.code == "config.broken-office"
    assert str(path) in refused.value.message


def test_the_command_takes_the_toml_that_lies_beside_the_reports(out, tmp_path):
    (tmp_path / "office.toml").write_text(WHOLE, "utf-8")
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "extracted").symlink_to(out)
    command = [sys.executable, "-m", "pipeline.cli", "site", "--out", tmp_path / "extracted"]
    done = subprocess.run(
        [*map(str, command), "--into", str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert "What the Lakes achieved" in (tmp_path / "site/index.html").read_text("utf-8")
