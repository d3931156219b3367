"""Which addresses a report may be sent to."""

from __future__ import annotations

import pytest

from dateline.errors import DatelineError
from dateline.llm import Endpoint, read_endpoint


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("http://localhost:11434/v1", Endpoint(False, "localhost", 11434, "/v1")),
        ("http://localhost:11434", Endpoint(False, "localhost", 11434, "/v1")),
        ("http://127.0.0.1/", Endpoint(False, "127.0.0.1", 80, "/v1")),
        ("http://127.8.9.1:8000/v1/", Endpoint(False, "127.8.9.1", 8000, "/v1")),
        ("http://[::1]:8000/v1", Endpoint(False, "::1", 8000, "/v1")),
        ("https://models.example/v1", Endpoint(True, "models.example", 443, "/v1")),
        ("https://models.example:8443/openai/v1/chat/completions", Endpoint(True, "models.example", 8443, "/openai/v1")),
    ],
)
def test_https_goes_anywhere_and_http_to_this_machine(url: str, endpoint: Endpoint) -> None:
    assert read_endpoint(url) == endpoint


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example/v1",
        "http://192.168.1.5:8000/v1",
        "http://10.0.0.1/v1",
        "http://localhost.example/v1",
        "http://127.0.0.1.example/v1",
        "http://[::ffff:8.8.8.8]/v1",
        "http://0.0.0.0:8000/v1",
    ],
)
def test_plain_http_to_another_host_must_be_asked_for(url: str) -> None:
    with pytest.raises(DatelineError, match=r"llm\.endpoint.*Plain http"):
        read_endpoint(url)
    assert not read_endpoint(url, insecure=True).secure


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "http://",
        "http://localhost:port/v1",
        "http://localhost:99999/v1",
        "https://user:secret@models.example/v1",
        "https://models.example/v1?key=secret",
        "https://models.example/v1#part",
        "https://models.example/v1\r\nHost: other.example",
        "https://models.example/v 1",
        "https://mödels.example/v1",
        "",
    ],
)
def test_what_is_no_address_is_refused_whatever_was_asked(url: str) -> None:
    for insecure in (False, True):
        with pytest.raises(DatelineError) as caught:
            read_endpoint(url, insecure)
        assert caught.value.code == "llm.endpoint" and "secret" not in str(caught.value)
