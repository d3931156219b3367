"""The client against a server that speaks the protocol, well and badly."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from completions import Reply, Server, fault, serving
from dateline.errors import DatelineError
from dateline.llm import Client, Limits, read_endpoint
from dateline.records import Message

ASK = (Message("system", "Code."), Message("user", "Der Bericht: “Ça va”"))
QUICK = Limits(seconds=5.0, pause=0.0)


def client(server: Server, limits: Limits = QUICK, **more: Any) -> Client:
    return Client(read_endpoint(server.url), "tiny-1", limits=limits, **more)


def code_of(server: Server, limits: Limits = QUICK, **more: Any) -> str:
    with pytest.raises(DatelineError) as caught:
        client(server, limits, **more).ask(ASK)
    return caught.value.code


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address of this machine that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/v1"


def test_one_question_brings_the_whole_answer() -> None:
    with serving(Reply("Ça va — “voilà”")) as server:
        assert client(server).ask(ASK) == "Ça va — “voilà”"
    (asked,) = server.asked
    assert asked == {
        "model": "tiny-1", "stream": False, "temperature": 0,
        "messages": [{"role": "system", "content": "Code."}, {"role": "user", "content": "Der Bericht: “Ça va”"}],
    }  # fmt: skip
    assert "Authorization" not in server.headers[0]


def test_without_a_name_the_first_model_listed_is_asked() -> None:
    with serving(models=("first-7b", "other")) as server:
        assert Client(read_endpoint(server.url), limits=QUICK).model == "first-7b"
    for models in ((), ("\x1b[2Jclear",), ("x" * 101,)):
        with serving(models=models) as server, pytest.raises(DatelineError, match=r"llm\.answer"):
            Client(read_endpoint(server.url), limits=QUICK)


def test_the_key_is_sent_and_never_shown() -> None:
    with serving(Reply("yes"), key="sk-1234") as server:
        assert client(server, key="sk-1234").ask(ASK) == "yes"
        with pytest.raises(DatelineError) as caught:
            client(server, key="sk-9999").ask(ASK)
    assert caught.value.code == "llm.refused" and "401" in str(caught.value)
    assert "9999" not in str(caught.value) and "…" in str(caught.value)


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    def strict(question: dict[str, Any]) -> Reply:
        return fault(400, "'temperature' does not support 0 with this model.") if "temperature" in question else Reply("yes")

    with serving(strict) as server:
        asking = client(server)
        assert [asking.ask(ASK), asking.ask(ASK)] == ["yes", "yes"]
    assert [("temperature" in q) for q in server.asked] == [True, False, False]


@pytest.mark.parametrize(
    ("reply", "code", "times"),
    [
        (fault(400, "maximum context length is 2048 tokens"), "llm.refused", 1),
        (fault(404, "no such model"), "llm.refused", 1),
        (fault(429, "slow down"), "llm.refused", 3),
        (fault(503, "loading model"), "llm.refused", 3),
        (Reply(status=500, body=b"<html>oops</html>"), "llm.refused", 3),
        (Reply(status=302, body=b"", headers={"Location": "http://127.0.0.1:1/v1/chat/completions"}), "llm.refused", 1),
        (Reply(status=200, body=b"<html>a page</html>"), "llm.answer", 1),
        (Reply(status=200, body=b'{"choices": [{"message": {"content": "cut'), "llm.answer", 1),
        (Reply(status=200, body=b"[" * 100_000), "llm.answer", 1),
        (Reply(status=200, body=b'["a list"]'), "llm.answer", 1),
        (Reply(status=200, body=b'{"choices": []}'), "llm.answer", 1),
        (Reply(status=200, body=b'{"choices": [{"message": {"content": 7}}]}'), "llm.answer", 1),
        (Reply(status=200, body=b"\xff\xfe\x00"), "llm.answer", 1),
        (Reply(status=200, body=b""), "llm.answer", 1),
        (Reply('{"events": [', finish="length"), "llm.answer", 1),
        (Reply(None), "llm.refused", 1),
        (Reply("", refusal="I cannot help with that."), "llm.refused", 1),
        (Reply("partly", finish="content_filter"), "llm.refused", 1),
        (Reply("x" * 300_000), "llm.large", 1),
        (Reply(hang_up=True), "llm.unreachable", 3),
    ],
)  # fmt: skip
def test_a_bad_answer_is_an_error_with_a_code_after_bounded_tries(reply: Reply, code: str, times: int) -> None:
    with serving(reply) as server:
        assert code_of(server, replace(QUICK, bytes=200_000)) == code
    assert len(server.asked) == times


def test_a_busy_server_is_asked_again_after_the_pause_that_it_names() -> None:
    waits: list[float] = []
    with serving(fault(429, "slow down", Retry_After="7"), fault(503, "loading"), Reply("yes")) as server:
        assert client(server, Limits(seconds=5.0, pause=1.0), wait=waits.append).ask(ASK) == "yes"
    assert waits == [7.0, 14.0]
    waits.clear()
    with serving(fault(429, "slow down", Retry_After="99999"), Reply("yes")) as server:
        client(server, Limits(seconds=5.0, pause=1.0), wait=waits.append).ask(ASK)
    assert waits == [30.0]


def test_words_of_a_server_are_shown_short_and_harmless() -> None:
    with serving(fault(400, "bad \x1b[31m\u202e" + "word " * 900)) as server, pytest.raises(DatelineError) as caught:
        client(server).ask(ASK)
    assert caught.value.detail.isprintable() and len(caught.value.detail) < 300


@pytest.mark.parametrize("reply", [Reply("late", wait=3.0), Reply("slow", drip=0.05)], ids=["silent", "a byte now and then"])
def test_a_slow_server_is_left_in_time(reply: Reply) -> None:
    with serving(reply) as server:
        started = time.monotonic()
        assert code_of(server, Limits(seconds=0.4, pause=0.0)) == "llm.slow"
        assert time.monotonic() - started < 2.5
    assert len(server.asked) == 1


def test_a_head_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def trickle() -> None:
            taken, _ = listening.accept()
            with taken:
                taken.recv(65_536)
                try:
                    taken.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                    while not done.wait(0.05):
                        taken.sendall(b"a")
                except OSError:
                    return

        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        endpoint = read_endpoint(f"http://127.0.0.1:{listening.getsockname()[1]}")
        try:
            with pytest.raises(DatelineError) as caught:
                Client(endpoint, "tiny-1", limits=Limits(seconds=0.4, pause=0.0)).ask(ASK)
        finally:
            done.set()
            thread.join(5)
    assert caught.value.code == "llm.slow"


def test_what_is_not_http_is_not_reached() -> None:
    with serving(Reply("yes")) as server:
        endpoint = replace(read_endpoint(server.url), secure=True)  # the server speaks no TLS
        with pytest.raises(DatelineError) as caught:
            Client(endpoint, "tiny-1", limits=QUICK).ask(ASK)
    assert caught.value.code == "llm.unreachable"


def test_a_dead_endpoint_is_left_alone_for_a_while(nobody: str) -> None:
    now, waits = [0.0], list[float]()
    asking = Client(read_endpoint(nobody), "tiny-1", limits=Limits(seconds=2.0, pause=1.0), wait=waits.append, clock=lambda: now[0])
    for _ in range(4):
        with pytest.raises(DatelineError, match=r"llm\.unreachable"):
            asking.ask(ASK)
    assert waits == [1.0, 2.0] * 3  # the fourth report is not tried
    now[0] = 61.0
    with pytest.raises(DatelineError, match=r"llm\.unreachable"):
        asking.ask(ASK)
    assert waits == [1.0, 2.0] * 4


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, nobody: str) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, nobody)
    with serving(Reply("yes")) as server:
        assert client(server).ask(ASK) == "yes"
