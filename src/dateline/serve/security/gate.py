"""Who a request of a team's desk comes from: a session's cookie, an API key, or nobody."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.serve.book import keys, sessions
from dateline.serve.book.accounts import Account
from dateline.serve.book.book import Book, place_of
from dateline.serve.hosts import SAFE
from dateline.serve.security.limits import Limit, Logins
from dateline.serve.security.tokens import csrf, is_csrf
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate, Open, Role, Viewer

COOKIE: Final = "dateline"  # of the session's token; over https it is bound to this host by its name
HOST_BOUND: Final = "__Host-"
SHOWN: Final = "dateline_csrf"  # the cookie that the page reads its token against other sites from
HEADER: Final = "x-csrf-token"
BEARER: Final = "bearer"
WEEK: Final[int] = sessions.LONGEST // sessions.SECOND  # seconds that the cookies last
WRITES: Final[int] = 240  # changes of one person in a minute: a queue is decided at some two a second at most


class Team:
    """The gate of a desk where people log in. Changes are counted, and those of a session must bear its token."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.logins = Logins()
        self.writes = Limit(WRITES, 60)

    def viewer(self, request: Request) -> Viewer:
        """The one who asks. Raises DatelineError `serve.login`, `serve.csrf`, `serve.often`."""
        known = getattr(request.state, "viewer", None)
        if isinstance(known, Viewer):
            return known
        account, role = self._asker(request)
        if request.method not in SAFE:
            self.writes.take(account.author)
        found = Viewer(account.name, role, account.author)
        request.state.viewer = found
        return found

    def _asker(self, request: Request) -> tuple[Account, Role]:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == BEARER:
            held = keys.account_of(self.book, given.strip())
            if held is None:
                raise DatelineError("serve.login", "The key is none, or has ended.")
            return held
        session = session_of(request)
        account = sessions.account_of(self.book, session) if session else None
        if account is None or session is None:
            raise DatelineError("serve.login")
        if request.method not in SAFE and not is_csrf(session, request.headers.get(HEADER)):
            raise DatelineError("serve.csrf")
        return account, account.role


def gate_of(serving: Serving) -> Gate:
    """The gate of a desk as it was started. Raises DatelineError of `Book.open`."""
    return Team(Book.open(place_of(serving.ledger, serving.accounts))) if serving.team else Open(serving)


def session_of(request: Request) -> str | None:
    """The session's token that a request brought."""
    return request.cookies.get(_name(request)) or None


def let_in(request: Request, response: Response, session: str) -> None:
    """Puts the cookies of a session on an answer: the token, which no script reads, and the one that the page shows with its changes."""
    secure = is_secure(request)
    response.set_cookie(_name(request), session, WEEK, path="/", secure=secure, httponly=True, samesite="strict")
    response.set_cookie(SHOWN, csrf(session), WEEK, path="/", secure=secure, httponly=False, samesite="strict")


def let_out(request: Request, response: Response) -> None:
    """Takes the cookies back."""
    secure = is_secure(request)
    response.delete_cookie(_name(request), path="/", secure=secure, httponly=True, samesite="strict")
    response.delete_cookie(SHOWN, path="/", secure=secure, samesite="strict")


def is_secure(request: Request) -> bool:
    """Whether the request came over https."""
    return request.url.scheme == "https"


def _name(request: Request) -> str:
    return f"{HOST_BOUND}{COOKIE}" if is_secure(request) else COOKIE
