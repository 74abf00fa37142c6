"""What is dropped stays within its limits and its folder; nobody but the page may ask."""

import json
import urllib.error
import urllib.request
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.conftest import PATIENCE
from tests.home.conftest import Home


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("home"))
    home.start()
    yield home
    home.kill()


@pytest.fixture(scope="module")
def door(home):
    """Ask the server as the page does: gives the status and the body."""
    base = home.link.partition("/?")[0]
    opener = urllib.request.build_opener(_Stay)
    try:
        opener.open(home.link, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        cookie = error.headers["Set-Cookie"].partition(";")[0]

    def ask(path, body=None, **headers):
        own = {"Cookie": cookie, "Origin": base, **headers}
        request = urllib.request.Request(base + path, body, headers=own)  # noqa: S310 - loopback
        try:
            with opener.open(request, timeout=PATIENCE) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return ask


def files_of(home):
    folder = home.out.parent
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    "name",
    [
        *("..%2Fevil.txt", "%2Fetc%2Fevil.txt", "..%5Cevil.txt", "C%3A%5Cevil.txt"),
        *(".hidden.txt", "...txt", "quarantine.txt", ".previous.txt", "a%00b.txt", "a%0Ab.txt"),
        *("x" * 300 + ".txt", "evil.exe", "%7E$lock.docx", ""),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(home, door, name):
    before = files_of(home)
    status, said = door(f"/drop?name={name}", b"On 4 May 2021 the Ministry met.")
    assert status == 409
    assert json.loads(said)["code"] in {"ingest.name", "ingest.unsupported"}
    assert files_of(home) == before


def test_a_file_larger_than_its_reader_takes_is_refused_and_nothing_stays(home, door):
    before = files_of(home)
    try:
        status, said = door("/drop?name=long.txt", bytes(21_000_000))
        assert status == 409
        assert json.loads(said)["code"] == "ingest.too-large"
    except urllib.error.URLError:
        pass  # the server had answered and closed before all of it was sent
    assert files_of(home) == before


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_read(home, door, tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with (
        ZipFile(bomb, "w", ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(600):
            part.write(bytes(1_000_000))
    status, said = door("/drop?name=bomb.xlsx", bomb.read_bytes())
    assert status == 409
    assert json.loads(said)["code"] == "exchange.too-large"
    assert not [name for name in files_of(home) if "arriving" in name or "bomb" in name]


def test_what_is_there_is_not_written_over(home, door):
    home.raw.mkdir(exist_ok=True)
    kept = home.raw / "kept.txt"
    kept.write_text("the first")
    status, said = door("/drop?name=kept.txt", b"the second")
    assert status == 409
    assert json.loads(said)["code"] == "ingest.same-name"
    assert kept.read_text() == "the first"


@pytest.mark.parametrize("path", ["/drop?name=a.txt", "/again", "/promote", "/site", "/stop"])
@pytest.mark.parametrize(
    "forged",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
        {"Cookie": ""},
        {"Cookie": "milestones=guess"},
    ],
)
def test_a_forged_request_does_nothing(home, door, path, forged):
    before = files_of(home)
    status, _ = door(path, b"{}", **forged)
    assert status in {403, 421}
    assert files_of(home) == before
    assert home.process.poll() is None


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/static/..%2fapp.py",
            "/kit/..%2fapp.py",
            "/report/..%2f..%2fetc/",
            "/report/.previous/",
        ),
        *("/compare/..%2f..%2fetc/", "/export?to=xlsx&stem=..%2f..", "/export?to=..%2fx"),
    ],
)
def test_no_path_leads_out_of_the_reports(door, path):
    status, said = door(path)
    assert status in {404, 409}
    assert "def " not in said
    assert "root:" not in said
