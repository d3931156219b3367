"""A model of an endpoint, asked in the protocol of chat completions: one whole answer, bounded tries, errors with codes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.llm.endpoint import COMPLETIONS, Endpoint
from dateline.llm.exchange import Answer, exchange
from dateline.records import Message

OK: Final[int] = 200
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 529})  # statuses after which it is worth trying again
SHOWN: Final[int] = 200  # characters of a server's words that an error shows
NAME: Final[int] = 100  # characters of a model's name
LOST: Final = frozenset({"llm.unreachable", "llm.slow"})
PATIENCE: Final[int] = 3  # reports in a row that came to nothing so, after which the next ones are not tried for a while


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds an answer, its bytes, tries, seconds before the second try (doubled for each further
    one) and at most, and seconds that a dead endpoint is left alone."""

    seconds: float = 300.0
    bytes: int = 2_000_000
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 30.0
    rest: float = 60.0


class Client:
    """Asks one model. `key` is sent as a bearer token and never shown; `wait` and `clock` (seconds) are for tests."""

    def __init__(
        self,
        endpoint: Endpoint,
        model: str | None = None,
        key: str | None = None,
        limits: Limits | None = None,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint, self._key, self._limits = endpoint, key, limits or Limits()
        self._wait, self._clock = wait, clock
        self._lost, self._until = 0, 0.0
        self._warm = True
        self.model = _name(model) if model is not None else self._first_model()

    def ask(self, messages: Sequence[Message]) -> str:
        """The model's words, in one piece. Raises DatelineError `llm.unreachable`, `llm.slow`, `llm.refused`, `llm.large`, `llm.answer`."""
        turns = [{"role": m.role, "content": m.content} for m in messages]
        body: dict[str, Any] = {"model": self.model, "messages": turns, "stream": False}
        if self._clock() < self._until:
            raise DatelineError("llm.unreachable", f"{self._endpoint.name} is left alone for a while after {self._lost} failures.")
        try:
            answer = self._completion(body)
        except DatelineError as error:
            self._lost = self._lost + 1 if error.code in LOST else 0
            self._until = self._clock() + self._limits.rest if self._lost >= PATIENCE else 0.0
            raise
        self._lost = 0
        return _words(answer)

    def _completion(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer to a question at temperature 0; without it where the model takes no temperature."""
        if self._warm:
            answer = self._tried(COMPLETIONS, {**body, "temperature": 0})
            if answer.status != 400 or b"temperature" not in answer.body:
                return self._read(answer)
            self._warm = False
        return self._read(self._tried(COMPLETIONS, body))

    def _first_model(self) -> str:
        """The first model that the endpoint lists."""
        listed = self._read(self._tried("/models", None)).get("data")
        first = listed[0] if isinstance(listed, list) and listed else None
        name = first.get("id") if isinstance(first, dict) else None
        if not isinstance(name, str):
            raise DatelineError("llm.answer", f"{self._endpoint.name} lists no model: name one with --model.")
        return _name(name)

    def _tried(self, path: str, body: Mapping[str, Any] | None) -> Answer:
        """The answer, asked for again where the endpoint is out of reach or busy, after a pause."""
        sent = None if body is None else json.dumps(body).encode("ascii")
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "dateline", "Connection": "close"}
        headers |= {} if sent is None else {"Content-Type": "application/json"}
        headers |= {} if self._key is None else {"Authorization": f"Bearer {self._key}"}
        pause, limits = self._limits.pause, self._limits
        for turn in range(1, limits.tries + 1):
            try:
                answer = exchange(self._endpoint, self._endpoint.base + path, (sent, headers), limits.seconds, limits.bytes)
            except DatelineError as error:
                if error.code != "llm.unreachable" or turn == limits.tries:
                    raise
            else:
                if answer.status not in BUSY or turn == limits.tries:
                    return answer
                pause = max(pause, answer.retry_after or 0.0)
            self._wait(min(pause, limits.longest_pause))
            pause *= 2
        raise AssertionError("unreachable")

    def _read(self, answer: Answer) -> Mapping[str, Any]:
        """The JSON object of an answer. Raises DatelineError `llm.refused` for any status but 200, `llm.answer`."""
        if answer.status != OK:
            raise DatelineError("llm.refused", f"{self._endpoint.name}, status {answer.status}: {self._said(answer.body)}")
        try:
            value = json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise DatelineError("llm.answer", f"{self._endpoint.name} sent no JSON: {self._said(answer.body)}") from error
        if not isinstance(value, dict):
            raise DatelineError("llm.answer", f"{self._endpoint.name} sent no JSON object.")
        return value

    def _said(self, body: bytes) -> str:
        """A server's words as an error may show them: one line, short, without the key."""
        text = body[: 20 * SHOWN].decode("utf-8", "replace")
        try:
            told = json.loads(body)["error"]
            text = str(told["message"] if isinstance(told, dict) else told)
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            pass
        text = text.replace(self._key, "…") if self._key else text
        plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return f"{plain[:SHOWN]}…" if len(plain) > SHOWN else plain or "no words."


def _words(answer: Mapping[str, Any]) -> str:
    """The content of the one choice. Raises DatelineError `llm.refused`, `llm.answer`."""
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise DatelineError("llm.answer", "The completion holds no message.")
    content = message.get("content")
    if message.get("refusal") or choice.get("finish_reason") == "content_filter" or content is None:
        raise DatelineError("llm.refused", "The model gave no answer to this report.")
    if choice.get("finish_reason") == "length":
        raise DatelineError("llm.answer", "It was cut off: the report is too long for the model, or its answers are kept short.")
    if not isinstance(content, str):
        raise DatelineError("llm.answer", "The content of the completion is no text.")
    return content


def _name(model: str) -> str:
    """A model's name as it is stamped on claims. Raises DatelineError `llm.answer`."""
    if not model.strip() or len(model) > NAME or not model.isprintable():
        raise DatelineError("llm.answer", f"A model's name has 1 to {NAME} printable characters.")
    return model
