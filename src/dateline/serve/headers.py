"""Headers of every answer: what the page may load and whom it may talk to. No inline script or style, no other host."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = {
    "default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
    "connect-src": "'self'", "worker-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
    "frame-ancestors": "'none'",
}  # by directive  # fmt: skip
FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_ORIGIN: Final = re.compile(r"https?://(?:\{s\}\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:/|\Z)")  # "{s}": one of several hosts of tiles
TILED: Final = ("img-src", "connect-src")  # what loads the tiles of a base map


def policy(tiles: str | None = None) -> str:
    """The content security policy; the origin of another base map's tiles may be loaded from."""
    origin = origin_of(tiles)
    own = {d: f"{v} {origin}" if origin and d in TILED else v for d, v in POLICY.items()}
    return "; ".join(f"{directive} {sources}" for directive, sources in own.items())


def origin_of(url: str | None) -> str | None:
    """Scheme and host of a URL ("https://tiles.example.org"); None for none, for a path of the desk itself, and for what is no URL."""
    found = _ORIGIN.match(url or "")
    return None if found is None else found[0].rstrip("/").replace("{s}.", "*.")


class Headed:
    """Puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, tiles: str | None = None) -> None:
        self.app = app
        self.headers = {**FIXED, "Content-Security-Policy": policy(tiles)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, headed if scope["type"] == "http" else send)
