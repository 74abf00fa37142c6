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


def test_a_form_shows_markup_as_it_is_written(desk, page_of):
    page = page_of(desk.link)
    page.keyboard.press("c")
    page.wait_for_selector("form.record")
    page.fill("form.record [name=place]", "<img src=x onerror=\"document.title='taken'\">")
    page.click("form.record [data-add-role]")
    page.fill("form.record [name=who]", "<script>document.title='taken'</script>")
    page.locator(".role .told").get_by_text("a new body").wait_for()
    page.click("form.record button.primary")
    page.locator(".refused").get_by_text("it is missing").wait_for()
    assert page.title() == "Review news"
    assert page.locator("#panel script, #panel img").count() == 0
    assert desk.journal == []


@pytest.mark.parametrize("length", [600, 100_000])
def test_a_field_takes_no_more_than_it_can_mean(base, length):
    words = "1 and " * (length // 6)
    path = f"/understood?table=events&cell=participants&words={words.replace(' ', '+')}"
    status, body = answer(base[0] + path[:60_000], Cookie=cookie_of(base))
    assert status == 200
    assert "longer than" in body


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/rows/mentions", "/text/0", "/static/app.js", "/decide", "/page/1.png"),
        *("/record?table=events", "/understood?table=events&cell=who&words=UNODC"),
        "/words?page=1&box=0+0+9+9",
    ],
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
        "/record?table=../../etc/passwd",
        "/record?table=events&row=../../etc/passwd",
        "/record?table=events&start=-5&end=99999999",
        "/understood?table=../x&cell=name",
        "/words?page=../1&box=0",
        "/words?page=1&box=nan+inf+1e999+0",
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
