"""Nobody but the person with the link gets in, and no report's text runs."""

import json
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.conftest import PATIENCE
from tests.review.conftest import ROOT, desks_in

HOSTILE = (
    "NEWS <script>document.title='taken'</script>\n\nApril - June 2021\n\n"
    "On 4 May 2021 <img src=x onerror=\"document.title='taken'\"> \"UNODC\" & 'IOM' met. "
    "The \u202egnisrever\u202c of words was discussed by the Ministry of Justice </td></tr>.\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A started desk over a hostile report; no attack may change anything in it."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "raw" / "news.txt"
    path.parent.mkdir()
    path.write_text(HOSTILE)
    with desks_in(folder) as make:
        desk = make(path)
        desk.start()
        yield desk


def answer(url, **headers):
    body = headers.pop("body", None)
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers=headers)  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as got:  # noqa: S310
            return got.status, got.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def base(desk):
    return desk.link.partition("/?")[0], desk.link.partition("token=")[2]


def test_text_of_a_report_is_shown_and_never_run(desk, page_of):
    page = page_of(desk.link)
    page.click("#tab-mentions")
    page.wait_for_selector("#list tr[data-table=mentions]")
    assert page.title() == "Review news"
    assert "<script>" in page.inner_text("#text") or "<script>" in page.inner_text("h1")
    assert page.locator("#text script, #text img").count() == 0


@pytest.mark.parametrize(
    "path", ["/", "/rows/mentions", "/text/0", "/static/app.js", "/decide", "/page/1.png"]
)
def test_without_the_token_nothing_is_told(base, path):
    status, body = answer(base[0] + path)
    assert status in {401, 403, 404}
    assert "UNODC" not in body


def test_a_wrong_token_opens_nothing(base):
    assert answer(f"{base[0]}/?token=guess")[0] in {401, 403}


def cookie_of(base):
    opener = urllib.request.build_opener(_NoRedirect)
    request = urllib.request.Request(f"{base[0]}/?token={base[1]}")  # noqa: S310
    try:
        got = opener.open(request, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        got = error
    cookie = got.headers["Set-Cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    return cookie.partition(";")[0]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
    ],
)
def test_a_request_from_elsewhere_decides_nothing(desk, base, headers):
    deed = {"action": "add", "value": "ORG", "start": 0, "end": 4}
    status, _ = answer(
        f"{base[0]}/decide",
        body=deed,
        Cookie=cookie_of(base),
        **{"Content-Type": "application/json", **headers},
    )
    assert status in {400, 401, 403, 421}
    assert desk.journal == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fapp.py",
        "/static/../app.py",
        "/rows/..%2f..%2fetc",
        "/row?table=mentions&row=../../etc/passwd",
        "/page/-1.png",
        "/text/99999999",
        "/search/..%2fx",
    ],
)
def test_no_path_leads_out_of_the_page(base, path):
    status, body = answer(base[0] + path, Cookie=cookie_of(base))
    assert status in {400, 404, 422}
    assert "root:" not in body
    assert "def " not in body


def test_the_review_of_no_report_is_refused_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "review", "../etc", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
