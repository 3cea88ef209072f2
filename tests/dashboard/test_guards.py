"""Who is answered: the page's own browser window, under the page's own address."""

from __future__ import annotations

import pytest

from negotiation_sim.dashboard.app import make_app
from negotiation_sim.dashboard.guards import LARGEST_REQUEST

HERE = "127.0.0.1:8050"


@pytest.fixture(scope="module")
def client():
    return make_app("1956").server.test_client()


def got(client, host, path="/"):
    return client.get(path, headers={"Host": host}).status_code


@pytest.mark.parametrize("host", [HERE, "localhost:8050", "[::1]:8050", "localhost"])
def test_the_own_names_are_answered(client, host):
    assert got(client, host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8050",
        "127.0.0.1.evil.example",
        "0.0.0.0:8050",
        "192.168.0.7",
        "[::",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/_dash-layout", "/_dash-dependencies", "/assets/dashboard.js"]
)
def test_foreign_hosts_are_refused_everywhere(client, host, path):
    assert got(client, host, path) in (400, 403)


def test_beyond_loopback_numbers_and_the_given_name_are_answered():
    client = make_app("1956", "0.0.0.0").server.test_client()
    assert got(client, "192.168.0.7:8050") == 200
    assert got(client, HERE) == 200
    assert got(client, "evil.example") == 403


def posted(client, body="{}", kind="application/json", **headers):
    return client.post(
        "/_dash-update-component",
        data=body,
        content_type=kind,
        headers={"Host": HERE} | {name.replace("_", "-"): text for name, text in headers.items()},
    ).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_posts_from_other_pages_are_refused(client, headers):
    assert posted(client, **headers) == 403


@pytest.mark.parametrize("body", ["", "[]", "x", "1"])
def test_what_is_no_object_is_refused(client, body):
    assert posted(client, body, Origin=f"http://{HERE}") == 400


def test_forms_and_large_requests_are_refused(client):
    assert posted(client, "a=1", "application/x-www-form-urlencoded") == 400
    assert posted(client, "{" + " " * LARGEST_REQUEST + "}") in (400, 413)


def test_a_browser_that_darkens_pages_leaves_this_one(client):
    with client.get("/assets/dashboard.css") as answer:
        style = answer.get_data(as_text=True)
    assert ":root {\n  color-scheme: only light;" in style


def test_the_page_may_load_nothing_from_elsewhere(client):
    answer = client.get("/", headers={"Host": HERE})
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "http" not in policy
    assert b"https://" not in answer.data
