"""The folder of a site: whole or not at all, without orphans, and nobody's files are touched."""

import json
import shutil

import pytest

from pipeline.document.errors import ConfigError
from pipeline.run import Options, run
from pipeline.site import pages, write_site
from pipeline.site.folder import LIST
from pipeline.write.report import Extracted, Key
from tests.conftest import ROOT
from tests.site.conftest import decided


def files_in(folder):
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture
def few(out, tmp_path):
    """Two reports of the many, which a test may take away."""
    for stem in ("2017-q4", "example-2022-q1"):
        shutil.copytree(out / stem, tmp_path / "out" / stem)
    return tmp_path / "out"


@pytest.fixture
def one(out, tmp_path):
    """The smallest report alone."""
    shutil.copytree(out / "example-2022-q1", tmp_path / "out" / "example-2022-q1")
    return tmp_path / "out"


def test_a_site_made_again_holds_no_page_of_a_name_that_is_gone(few, tmp_path):
    into = tmp_path / "site"
    write_site(few, into)
    (into / "CNAME").write_text("somebody's own")
    both = files_in(into)
    shutil.rmtree(few / "2017-q4")
    write_site(few, into)
    alone = files_in(write_site(few, tmp_path / "alone").parent)
    assert files_in(into) == alone | {"CNAME"}
    assert "reports/2017-q4.html" in both - alone
    assert len([name for name in both - alone if name.startswith("people/")]) > 1


def test_a_site_does_not_take_the_place_of_what_none_wrote(one, tmp_path):
    into = tmp_path / "mine"
    (into / "people").mkdir(parents=True)
    (into / "people" / "me.html").write_text("me")
    (into / "index.html").write_text("mine")
    with pytest.raises(ConfigError, match=r"index\.html was not written by `milestones site`"):
        write_site(one, into)
    assert files_in(into) == {"people/me.html", "index.html"}
    assert (into / "index.html").read_text() == "mine"


def test_a_list_that_was_tampered_with_deletes_nothing_outside(one, tmp_path):
    into = tmp_path / "site"
    write_site(one, into)
    (tmp_path / "keep").write_text("what lies beside")
    (into / LIST).write_text(json.dumps(["index.html", "../keep", str(tmp_path / "keep")]))
    with pytest.raises(ConfigError):
        write_site(one, into)
    listed = [*files_in(into), "../keep", str(tmp_path / "keep")]
    (into / LIST).write_text(json.dumps(listed))
    write_site(one, into)
    assert (tmp_path / "keep").is_file()


def test_a_site_that_fails_leaves_the_one_before(one, tmp_path, monkeypatch):
    into = tmp_path / "site"
    write_site(one, into)
    before = {name: (into / name).read_bytes() for name in files_in(into)}

    def fails(*_):
        raise OSError(28, "No space left on device", "country.html")

    monkeypatch.setattr(pages.Site, "country", fails)
    with pytest.raises(ConfigError, match="No space left"):
        write_site(one, into)
    assert {name: (into / name).read_bytes() for name in files_in(into)} == before


def test_a_folder_without_reports_has_no_site(tmp_path):
    with pytest.raises(ConfigError):
        write_site(tmp_path, tmp_path / "site")


def test_after_a_correction_no_page_of_the_name_before_is_left(out, tmp_path):
    few, into = tmp_path / "out", tmp_path / "site"
    shutil.copytree(out / "example-2022-q1", few / "example-2022-q1")
    write_site(few, into)
    before = files_in(into)
    report = Extracted(few / "example-2022-q1")
    renamed, rejected, *_ = report.tables["events"]
    decided(
        report.folder,
        Key("events", renamed["event_id"]),
        action="edit",
        column="name",
        before=renamed["name"],
        after="opening of the room by the sea",
    )
    decided(report.folder, Key("events", rejected["event_id"]), action="reject")
    (outcome,) = run([ROOT / "raw" / "example-2022-q1.html"], Options(out=few))
    assert outcome.error is None
    write_site(few, into)
    fresh = write_site(few, tmp_path / "fresh").parent
    assert files_in(into) == files_in(fresh)
    assert before - files_in(into) == {f"events/{rejected['event_id']}.html"}
    for name in files_in(fresh) - {LIST}:
        assert (into / name).read_bytes() == (fresh / name).read_bytes(), name
    text = "".join((into / name).read_text("utf-8") for name in files_in(into) if "html" in name)
    assert "opening of the room by the sea" in text
    assert f">{renamed['name']}<" not in text
