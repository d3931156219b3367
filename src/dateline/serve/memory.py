"""What was worked out at one state of the log, and is asked for again: dropped as a whole when the log has moved on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """At most `room` things, those asked for last. Safe for several threads."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._lock = threading.Lock()
        self._state = ""
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, state: str, key: Key) -> Value | None:
        """What is kept under the key at a state of the log, which from now on is the newest that there is."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, state: str, key: Key, value: Value) -> None:
        """Keeps something that was made of what the log said at a state, unless the log has moved on."""
        with self._lock:
            if state == self._state:
                self._kept[key] = value
                while len(self._kept) > self.room:
                    self._kept.popitem(last=False)

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._kept.clear()
