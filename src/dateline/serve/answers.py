"""Answers that are kept, as they were sent: the same question, asked again before the log has grown, is not worked out again.

All of them are of one state of the log. When it has moved on, they are dropped together, so that what was corrected or taken out
is in none of them. What each is kept under tells the question and what the one who asks may see (freshness.py).
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

ROOM: Final[int] = 64 * 1024 * 1024  # bytes of all answers that are kept
LARGEST: Final[int] = 4 * 1024 * 1024  # bytes of one; a larger one is made anew each time
LEAST: Final[int] = 1_024  # bytes from which on an answer is packed
LEVEL: Final[int] = 1  # of packing: a map of 200 kB in 2 ms, to a fifth of its size
PACKED: Final = "gzip"
JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Kept:
    """The body of an answer, and whether it is packed."""

    body: bytes
    packed: bool

    @classmethod
    def of(cls, body: bytes, packs: bool) -> Kept:
        """A body, packed where the one who asks takes that and it is worth it."""
        return cls(gzip.compress(body, LEVEL, mtime=0), True) if packs and len(body) >= LEAST else cls(body, False)

    def response(self, packs: bool) -> Response:
        """The answer to one who takes it packed, or does not."""
        if not self.packed or packs:
            return Response(self.body, media_type=JSON, headers={"Content-Encoding": PACKED} if self.packed else None)
        return Response(gzip.decompress(self.body), media_type=JSON)


class Answers:
    """The answers of one state of the log. Safe for several threads; of those asked for most recently so many are kept as fit."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._lock = threading.Lock()
        self._state = ""
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self._made: dict[str, asyncio.Event] = {}  # what is being worked out now

    def get(self, state: str, question: str) -> Kept | None:
        """The answer to a question at a state of the log, which from now on is the newest that there is."""
        with self._lock:
            if state != self._state:
                self._state, self._size = state, 0
                self._kept.clear()
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def put(self, state: str, question: str, answer: Kept) -> None:
        """Keeps an answer, unless the log has moved on since it was asked for."""
        with self._lock:
            if state != self._state or question in self._kept or len(answer.body) > LARGEST:
                return
            self._kept[question] = answer
            self._size += len(answer.body)
            while self._size > self.room:
                self._size -= len(self._kept.popitem(last=False)[1].body)

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    @asynccontextmanager
    async def alone(self, question: str) -> AsyncIterator[bool]:
        """Whether one is the first to work a question out; one who is not waits for the first, and looks again."""
        other = self._made.get(question)
        if other is not None:
            await other.wait()
            yield False
            return
        mine = self._made[question] = asyncio.Event()
        try:
            yield True
        finally:
            del self._made[question]
            mine.set()
