"""Changes come from the desk's own page, or from programs: never from another site's page in somebody's browser.

A desk that one person uses is guarded by `hosts`, which also looks at the host; a team's may be called by any name. Sessions bear a
token besides (`gate`); this guards logging in, which has none yet.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.serve.faults import fault
from dateline.serve.hosts import OWN, SAFE, urlsplit_host


class SameOrigin:
    """Refuses changes that a browser sends from another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and is_foreign(Headers(scope=scope)):
            await fault("serve.host", "The request comes from another site.")(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that a request comes from another site."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in OWN:
        return True
    return origin is not None and urlsplit_host(origin) != headers.get("host", "").lower()
