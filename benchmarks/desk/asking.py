"""Questions to the desk as a browser asks them: connections that stay open, six at once, what has not changed asked for by its ETag."""

from __future__ import annotations

import gzip
import json
import queue
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlencode

AT_ONCE: Final[int] = 6  # connections that a browser keeps to one host
PATIENCE: Final[float] = 120.0  # seconds that an answer may take


@dataclass(frozen=True, slots=True)
class Call:
    """A question: the operation that it is counted under, and its address."""

    operation: str
    address: str


def call(operation: str, path: str, **query: Any) -> Call:
    """A question to /api/PATH; what is None is left out."""
    asked = urlencode([(k, str(v).lower() if isinstance(v, bool) else v) for k, v in query.items() if v is not None])
    return Call(operation, f"/api/{path}{'?' if asked else ''}{asked}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: milliseconds from the question to the last byte, and the bytes as they were sent."""

    operation: str
    address: str
    status: int
    milliseconds: float
    raw: bytes
    zipped: bool

    @property
    def body(self) -> bytes:
        """The answer's own bytes."""
        return gzip.decompress(self.raw) if self.zipped else self.raw

    def json(self) -> Any:
        """The answer, read. Ends the run where it is an error."""
        if self.status != 200:
            raise SystemExit(f"{self.address}: {self.status} {self.body[:300].decode('utf-8', 'replace')}")
        return json.loads(self.body)


def _answered(line: HTTPConnection, address: str, headers: dict[str, str]) -> HTTPResponse:
    line.request("GET", address, headers=headers)
    return line.getresponse()


class Caller:
    """One browser. `tagged`: it keeps what it was told, and asks whether that has changed, as the page does."""

    def __init__(self, host: str, patience: float = PATIENCE, tagged: bool = False) -> None:
        self.host, self.patience, self.tagged = host, patience, tagged
        self._free: queue.LifoQueue[HTTPConnection | None] = queue.LifoQueue()
        for _ in range(AT_ONCE):
            self._free.put(None)
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._known: dict[str, tuple[str, Answer]] = {}
        self._made: list[HTTPConnection] = []

    def get(self, operation: str, address: str) -> Answer:
        """The answer to one question."""
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
        known = self._known.get(address) if self.tagged else None
        if known is not None:
            headers["If-None-Match"] = known[0]
        line = self._free.get()
        if line is None:
            line = HTTPConnection(self.host, timeout=self.patience)
            self._made.append(line)
        begun = time.perf_counter()
        try:
            came = _answered(line, address, headers)
        except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):  # the server closes what lay idle: browsers ask again
            line.close()
            came = _answered(line, address, headers)
        raw = came.read()
        spent = 1_000 * (time.perf_counter() - begun)
        self._free.put(line)
        if came.status == 304 and known is not None:
            old = known[1]
            return Answer(operation, address, 304, spent, old.raw, old.zipped)
        made = Answer(operation, address, came.status, spent, raw, came.headers.get("Content-Encoding") == "gzip")
        tag = came.headers.get("ETag")
        if self.tagged and tag and came.status == 200:
            self._known[address] = (tag, made)
        return made

    def all(self, calls: Sequence[Call]) -> list[Answer]:
        """The answers to questions asked at once."""
        return list(self._pool.map(lambda c: self.get(c.operation, c.address), calls))

    def close(self) -> None:
        """Closes the connections."""
        self._pool.shutdown()
        for line in self._made:
            line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
