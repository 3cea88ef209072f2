"""``negotiation-sim dashboard``: what is said, and what is refused, before anything is served."""

from __future__ import annotations

import socket

import pytest

from negotiation_sim.cli import dashboard
from negotiation_sim.cli.main import main
from negotiation_sim.dashboard.serving import serve


def test_without_dash_one_line_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(dashboard, "find_spec", lambda _: None)
    assert main(["dashboard", "1956"]) == 2
    said = capsys.readouterr().err
    assert "pip install 'negotiation-sim[dashboard]'" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1965"], "1956"),
        (["no/such/file.yaml"], "no such file"),
        (["1956", "--port", "70000"], "--port"),
        (["1956", "--agent", "japan"], "japan"),
        (["1956", "--host", "192.0.2.1"], "choose another"),
    ],
)
def test_what_cannot_be_served_is_one_clear_line(words, said, capsys):
    assert main(["dashboard", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["dashboard", "1956", "--port", port]) == 2
    said = capsys.readouterr().err
    assert f"port {port}" in said
    assert "choose another --port" in said
    assert len(said.splitlines()) == 1


def test_the_address_is_told_and_beyond_loopback_a_warning_comes_first():
    lines = serve("1956", "127.0.0.1", 0, False, False, {})
    assert next(lines).startswith("Dashboard: http://127.0.0.1:")
    lines.close()
    lines = serve("1956", "0.0.0.0", 0, False, False, {})
    assert next(lines).startswith("Warning: everybody who can reach 0.0.0.0")
    assert next(lines).startswith("Dashboard: http://0.0.0.0:")
    lines.close()
