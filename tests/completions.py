"""A small server that speaks the protocol of chat completions on this machine, and answers what a test tells it to.

It refuses what a real one refuses: another path or method, no model, messages of another shape, a wrong key. There is no model in it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

ROLES: Final = {"system", "user", "assistant"}
LONGEST: Final[float] = 20.0  # seconds that a slow answer lasts at most: a test that hangs ends


@dataclass(frozen=True)
class Reply:
    """What the server answers: a completion of `content`, or a `body` as it is. `wait` seconds before; `drip` between bytes."""

    content: str | None = None
    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str | None = None
    wait: float = 0.0
    drip: float = 0.0
    hang_up: bool = False


@dataclass
class Server:
    """A running server: where it is, what was asked of it, and what it answers next; the last reply stands for all further ones."""

    replies: list[Reply | Callable[[dict[str, Any]], Reply]]
    key: str | None = None
    models: tuple[str, ...] = ("tiny-1",)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    port: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The base of its API."""
        return f"http://127.0.0.1:{self.port}/v1"

    def next(self, question: dict[str, Any]) -> Reply:
        """The reply to a question."""
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply if isinstance(reply, Reply) else reply(question)


def fault(status: int, message: str, **headers: str) -> Reply:
    """An error in the protocol's shape."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return Reply(status=status, body=json.dumps(body).encode(), headers=headers)


def completion(model: str, reply: Reply) -> bytes:
    """A completion in the protocol's shape."""
    message = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice], "usage": usage}
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")


@contextmanager
def serving(
    *replies: Reply | Callable[[dict[str, Any]], Reply], key: str | None = None, models: tuple[str, ...] = ("tiny-1",)
) -> Iterator[Server]:
    """A server on a free port, stopped at the end."""
    told = Server(list(replies) or [Reply('{"events": []}')], key, models)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    http.daemon_threads = True
    told.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.stopped.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(told: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            told.paths.append(self.path)
            if self.path != "/v1/models":
                return self.send(fault(404, f"Unknown path {self.path}"))
            if not self.may():
                return self.send(fault(401, "Incorrect API key provided."))
            data = [{"id": name, "object": "model", "created": 1, "owned_by": "tests"} for name in told.models]
            self.send(Reply(body=json.dumps({"object": "list", "data": data}).encode()))

        def do_POST(self) -> None:
            told.paths.append(self.path)
            told.headers.append(dict(self.headers))
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path != "/v1/chat/completions":
                return self.send(fault(404, f"Unknown path {self.path}"))
            if not self.may():
                return self.send(fault(401, f"Incorrect API key provided: {self.headers.get('Authorization')}"))
            question = json.loads(raw)
            told.asked.append(question)
            problem = _problem(question, told.models)
            self.send(fault(400, problem) if problem else told.next(question), question.get("model", ""))

        def may(self) -> bool:
            """Whether the request has the key, if one is needed."""
            return told.key is None or self.headers.get("Authorization") == f"Bearer {told.key}"

        def send(self, reply: Reply, model: str = "") -> None:
            """Sends the reply, in its own time."""
            told.stopped.wait(min(reply.wait, LONGEST))
            if reply.hang_up:
                return self.connection.close()
            body = completion(model, reply) if reply.body is None else reply.body
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, value in reply.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.write(body, reply.drip)
            except OSError:  # the client has left
                return

        def write(self, body: bytes, drip: float) -> None:
            """Writes the body at once, or byte by byte."""
            if not drip:
                self.wfile.write(body)
                return
            until = time.monotonic() + LONGEST
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if told.stopped.wait(drip) or time.monotonic() > until:
                    return

    return Handler


def _problem(question: Any, models: tuple[str, ...]) -> str | None:
    """What is wrong with a question by the protocol."""
    if question.get("model") not in models:
        return f"The model {question.get('model')!r} does not exist."
    messages = question.get("messages")
    if not isinstance(messages, list) or not messages:
        return "'messages' is required."
    if any(m.keys() != {"role", "content"} or m["role"] not in ROLES or not isinstance(m["content"], str) for m in messages):
        return "Invalid message."
    if question.get("stream") is not False:
        return "This server does not stream."
    extra = question.keys() - {"model", "messages", "stream", "temperature"}
    return f"Unrecognized request argument supplied: {', '.join(extra)}" if extra else None
