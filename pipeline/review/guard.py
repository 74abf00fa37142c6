"""Who may talk to the page: this machine's browser, with the link's token, from the page itself.

A page on loopback can be reached by every web site that the browser has open. Against DNS rebinding
the Host must be ours; against forged requests Origin and Fetch Metadata must be ours; and nothing
answers without the token, which the link carries once and a strict cookie from then on.
"""

from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = {"GET", "HEAD"}
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """Refuses every request that is not the page's own, and sends the headers that bind the page.

    Args:
        app: The application behind it.
        token: What the link carries.
        port: Where the server listens.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"milestones_{port}"  # cookies do not know ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        answer = self._judge(scope["method"], scope, Headers(scope=scope))
        await (answer or self._app)(scope, receive, bound)

    def _judge(self, method: str, scope: Scope, headers: Headers) -> Response | None:
        """The refusal, or the way in; None lets the request pass."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return _refuse(HTTPStatus.MISDIRECTED_REQUEST, "this host is not served here")
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin not in (None, f"http://{host}") or site not in (None, "same-origin", "none"):
            return _refuse(HTTPStatus.FORBIDDEN, "the request comes from another site")
        if method not in READING and origin is None and site != "same-origin":
            return _refuse(HTTPStatus.FORBIDDEN, "the request does not come from the page")
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token")
        if given and method in READING and scope["path"] == "/":
            if compare_digest(given[0].encode(), self._token.encode()):
                return self._enter()
        elif compare_digest(self._known(headers).encode(), self._token.encode()):
            return None
        return _refuse(HTTPStatus.FORBIDDEN, "open the link that `milestones` printed")

    def _enter(self) -> Response:
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.set_cookie(self.cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _known(self, headers: Headers) -> str:
        try:
            jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return jar[self.cookie].value if self.cookie in jar else ""


def _refuse(status: HTTPStatus, reason: str) -> Response:
    return PlainTextResponse(reason, status)
