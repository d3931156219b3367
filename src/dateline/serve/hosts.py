"""Which requests a desk without accounts answers: those that this machine's own page makes.

Another page in the same browser could send requests here, or, by a name whose address it changes to this machine's (DNS
rebinding), read the answers. The first is told by Origin and Sec-Fetch-Site, the second by Host.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.serve.faults import fault

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN: Final = frozenset({"same-origin", "none"})  # Sec-Fetch-Site of the desk's own page, and of an address typed in


class Loopback:
    """Refuses what does not name this machine as its host, and changes that come from another page."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = LOOPBACK) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (why := self._fault(scope)) is not None:
            await fault("serve.host", why)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _fault(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if name_of(f"//{host}") not in self.hosts:
            return "The host is not this machine."
        if origin is not None and (urlsplit_host(origin) != host.lower()):
            return "The origin is another page."
        if scope["method"] not in SAFE and origin is None and headers.get("sec-fetch-site", "none") not in OWN:
            return "The request comes from another site."
        return None


def name_of(url: str) -> str | None:
    """The host name of an address, without its port; None where it cannot be read."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def urlsplit_host(origin: str) -> str | None:
    """Host and port of an origin; None where it has none ("null")."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
