"""One request and its answer over HTTP, capped in size and in time; no redirect is followed and no proxy is used."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Final

from dateline.errors import DatelineError
from dateline.llm.endpoint import Endpoint

CHUNK: Final[int] = 65_536  # bytes read at once


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the seconds after which it wants to be asked again, and the body."""

    status: int
    retry_after: float | None
    body: bytes


def exchange(endpoint: Endpoint, path: str, sent: tuple[bytes | None, Mapping[str, str]], seconds: float, most: int) -> Answer:
    """The answer to a body (None: a GET) with its headers, within so many seconds and bytes.

    Raises DatelineError `llm.unreachable` (no connection, no HTTP), `llm.slow`, `llm.large`.
    """
    body, headers = sent
    with _open(endpoint, seconds) as connection:
        connection.request("GET" if body is None else "POST", path, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, _seconds(response.getheader("Retry-After")), _read(response, most))


@contextmanager
def _open(endpoint: Endpoint, seconds: float) -> Iterator[HTTPConnection]:
    """A connection that a timer shuts: a server that sends a byte now and then is slow all the same."""
    connection = _connection(endpoint, seconds)
    late, held = threading.Event(), list[socket.socket]()

    def shut() -> None:
        late.set()
        for sock in (connection.sock, *held):  # a connection lets go of its socket once the head of the answer is read
            with suppress(OSError, AttributeError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        held.append(connection.sock)
        yield connection
        if late.is_set():  # what was read may have been cut
            raise TimeoutError
    except (OSError, HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise DatelineError("llm.slow", f"{endpoint.name}, {seconds:g} seconds.") from error
        raise DatelineError("llm.unreachable", f"{endpoint.name}: {error or type(error).__name__}.") from error
    finally:
        timer.cancel()
        connection.close()


def _connection(endpoint: Endpoint, seconds: float) -> HTTPConnection:
    """A connection that is yet to be made; over TLS it is made only to a server with a certificate that this machine trusts."""
    if not endpoint.secure:
        return HTTPConnection(endpoint.host, endpoint.port, timeout=seconds)
    try:
        return HTTPSConnection(endpoint.host, endpoint.port, timeout=seconds, context=ssl.create_default_context())
    except OSError as error:  # this machine's list of authorities
        raise DatelineError("llm.unreachable", f"{endpoint.name}: {error}.") from error


def _read(response: HTTPResponse, most: int) -> bytes:
    """The body. Raises DatelineError `llm.large`."""
    parts, size = [], 0
    while part := response.read1(CHUNK):
        size += len(part)
        if size > most:
            raise DatelineError("llm.large", f"More than {most:,} bytes.")
        parts.append(part)
    return b"".join(parts)


def _seconds(words: str | None) -> float | None:
    return float(words) if words is not None and words.isascii() and words.isdigit() and len(words) < 6 else None
