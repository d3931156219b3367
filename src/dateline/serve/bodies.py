"""A cap on what a request may bring."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import DatelineError
from dateline.serve.faults import fault

JSON: Final[int] = 8 * 1024 * 1024  # bytes of JSON: it is read whole before it is known who sends it


class Capped:
    """Refuses a body larger than `most` bytes (of JSON: than JSON bytes): by its stated length, or while it is read."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        stated = headers.get("content-length", "0")
        most = self.most if headers.get("content-type", "").startswith("multipart/") else min(self.most, JSON)
        if not (stated.isascii() and stated.isdecimal()) or int(stated) > most:
            await fault("serve.large", f"The cap is {most:,} bytes.")(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise DatelineError("serve.large", f"The cap is {most:,} bytes.")
            return message

        await self.app(scope, counted, send)
