"""What a page's server answers, and to whom: only its own page, on its own address."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dash.exceptions import DashException
from flask import Response, abort, request

if TYPE_CHECKING:
    from dash import Dash

__all__ = ["LARGEST_REQUEST", "guard", "host_name", "is_loopback"]

LARGEST_REQUEST = 2_000_000
"""Most bytes of a request: a file of the largest size, as a browser encodes it."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_loopback(host: str) -> bool:
    """Whether an address leads to this machine only.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    return host == "localhost" or (_is_number(host) and ip_address(host).is_loopback)


def host_name(header: str) -> str:
    """The name in a ``Host`` header, without the port.

    Examples
    --------
    >>> host_name("localhost:8050"), host_name("[::1]:8050"), host_name("evil.example")
    ('localhost', '::1', 'evil.example')
    """
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def guard(app: Dash, host: str) -> None:
    """Refuse foreign hosts and origins, oversized and malformed requests; keep the page from
    loading anything from elsewhere.

    A page elsewhere can make a browser ask this server, under a name of its own that it points here
    (DNS rebinding) or across origins; both are told by what the browser says of itself. An address
    in numbers cannot be rebound, so where the server listens beyond loopback these are answered.
    """
    names = {*LOOPBACK, host} | (set() if is_loopback(host) else {socket.gethostname().lower()})
    numbers_too = not is_loopback(host)
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    policy = "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *app.csp_hashes()]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )

    @app.server.before_request
    def refuse() -> None:
        name = host_name(request.host)
        if name not in names and not (numbers_too and _is_number(name)):
            abort(403, f"this page is not served under {name[:80]!r}")
        if request.method in ("GET", "HEAD"):
            return
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        if origin is not None and urlsplit(origin).netloc != request.host:
            abort(403, "requests from other pages are refused")
        if site not in (None, "same-origin", "none"):
            abort(403, "requests from other pages are refused")
        if not request.is_json or not isinstance(request.get_json(silent=True), dict):
            abort(400, "expected a JSON object")

    @app.server.errorhandler(DashException)
    @app.server.errorhandler(LookupError)
    @app.server.errorhandler(AttributeError)
    @app.server.errorhandler(TypeError)
    @app.server.errorhandler(ValueError)
    def malformed(_error: Exception) -> tuple[str, int]:
        """What a callback raises is told on the page; what arrives here was asked for by no page of
        ours.
        """
        return "expected a request of this page", 400

    @app.server.after_request
    def protect(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
