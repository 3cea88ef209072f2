"""Serving the page on this machine."""

from __future__ import annotations

import logging
import socket
import webbrowser
from collections.abc import Iterator, Mapping

from werkzeug.serving import BaseWSGIServer, make_server

from negotiation_sim.dashboard.app import make_app
from negotiation_sim.dashboard.guards import is_loopback
from negotiation_sim.errors import InputError

__all__ = ["serve", "server_of"]


def serve(
    scenario: str,
    host: str,
    port: int,
    opens: bool,
    classroom: bool,
    agents: Mapping[str, type],
) -> Iterator[str]:
    """Serve until interrupted; yields what is to be said."""
    server = server_of(scenario, host, port, classroom, agents)
    try:
        if not is_loopback(host):
            yield f"Warning: everybody who can reach {host} can use this page; it has no password."
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{server.port}/"
        yield f"Dashboard: {address}  (Ctrl-C stops it)"
        if opens:
            webbrowser.open(address)
        server.serve_forever()
    finally:
        server.server_close()


def server_of(
    scenario: str,
    host: str = "127.0.0.1",
    port: int = 0,
    classroom: bool = False,
    agents: Mapping[str, type] | None = None,
) -> BaseWSGIServer:
    """A server that listens and does not serve yet.

    Raises
    ------
    InputError
        If the address is taken, or not this machine's.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = make_app(scenario, host, agents, classroom)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise InputError(
            f"cannot listen on {host}, port {port} ({error}); choose another --port or --host"
        ) from None
    with listening:
        here = listening.getsockname()[1]
        return make_server(host, here, app.server, threaded=True, fd=listening.fileno())
