"""/api/me, /api/login, /api/accounts, /api/keys: who works at the desk."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.ledger.entries import fold
from dateline.serve.book import accounts, keys, sessions
from dateline.serve.desk import Asking, AtDesk, desk_of
from dateline.serve.faults import MISSING
from dateline.serve.security import passwords
from dateline.serve.security.allowing import allowed_operations
from dateline.serve.security.gate import Team, let_in, let_out, session_of
from dateline.serve.security.limits import place_of
from dateline.serve.security.tokens import csrf
from dateline.serve.shapes import team as shapes
from dateline.serve.shapes.given import Id
from dateline.serve.viewer import RANKS, Viewer

router: Final = APIRouter(tags=["team"])
ALONE: Final = "The desk has no accounts: start it with --team."
KEPT: Final = {"Cache-Control": "no-store"}


def team_of(request: Request) -> Team:
    """The gate of a team's desk. Raises DatelineError `serve.address` where nobody logs in."""
    gate = desk_of(request).gate
    if not isinstance(gate, Team):
        raise DatelineError("serve.address", ALONE)
    return gate


AtTeam = Annotated[Team, Depends(team_of)]


@router.get("/me", operation_id="get_me", summary="Who I am, and what I may do")
def get_me(request: Request, response: Response, desk: AtDesk) -> shapes.Myself:
    """Who asks, the operations that they may call, and the token that their changes must bear."""
    response.headers.update(KEPT)
    try:
        return _myself(desk.gate.viewer(request), session_of(request) if desk.serving.team else None)
    except DatelineError as error:
        if error.code != "serve.login":
            raise
    return shapes.Myself(
        name="", role="reader", author=None, public=False, may_see_private=False, csrf=None, needs_login=True,
        can=["get_me", "log_in", "log_out"],
    )  # fmt: skip


@router.post("/login", operation_id="log_in", summary="Log in")
async def log_in(request: Request, response: Response, team: AtTeam, given: shapes.LoginGiven) -> shapes.Myself:
    """Begins a session, with a token of its own; one that the request came with ends."""
    address, name = place_of(request.client.host if request.client else None), fold(given.name)
    team.logins.check(address, name)
    account = await run_in_threadpool(accounts.find, team.book, given.name)
    kept = account.password if account is not None and account.active else None
    if not await passwords.checked(kept, given.password) or account is None or kept is None:
        team.logins.failed(address, name)
        raise DatelineError("serve.login")
    team.logins.succeeded(address, name)
    if passwords.is_old(kept):
        await run_in_threadpool(accounts.renew_password, team.book, account.name, await passwords.made(given.password))
    session = await run_in_threadpool(sessions.begin, team.book, account, session_of(request))
    let_in(request, response, session)
    response.headers.update(KEPT)
    return _myself(Viewer(account.name, account.role, account.author), session)


@router.post("/logout", operation_id="log_out", summary="Log out", status_code=204, response_class=Response)
def log_out(request: Request, team: AtTeam) -> Response:
    """Ends the session."""
    session, response = session_of(request), Response(status_code=204)
    if session is not None:
        sessions.end(team.book, session)
    let_out(request, response)
    return response


@router.post("/password", operation_id="change_password", summary="Change one's password", status_code=204, response_class=Response)
async def change_password(request: Request, team: AtTeam, viewer: Asking, given: shapes.PasswordGiven) -> Response:
    """Puts another password in the place of the old one; whoever is logged in under the name must log in again."""
    address, name = place_of(request.client.host if request.client else None), fold(viewer.name)
    team.logins.check(address, name)
    account = await run_in_threadpool(accounts.find, team.book, viewer.name)
    if account is None or not await passwords.checked(account.password, given.old):
        team.logins.failed(address, name)
        raise DatelineError("serve.login", "The old password is another.")
    made = await passwords.made(given.new)
    await run_in_threadpool(lambda: accounts.change(team.book, account.name, password=made))
    response = Response(status_code=204)
    let_out(request, response)
    return response


@router.get("/accounts", operation_id="list_accounts", summary="Accounts")
def list_accounts(team: AtTeam) -> shapes.AccountList:
    """All accounts, by name; those removed are not active."""
    return shapes.AccountList(items=[shapes.Account.of(a) for a in accounts.every(team.book)])


@router.post("/accounts", operation_id="add_account", summary="Add an account", status_code=201)
async def add_account(team: AtTeam, given: shapes.AccountGiven) -> shapes.Account:
    """Makes an account. Its name is what its work is recorded under, for good."""
    made = await passwords.made(given.password)
    return shapes.Account.of(await run_in_threadpool(accounts.add, team.book, given.name, given.role, made))


@router.patch("/accounts/{name}", operation_id="change_account", summary="Change an account", responses=MISSING)
async def change_account(team: AtTeam, name: Id, given: shapes.AccountChange) -> shapes.Account:
    """Changes the role or the password, or lets somebody work again; whoever was logged in must log in again."""
    fields = given.model_dump(exclude_none=True)
    if given.password is not None:
        fields["password"] = await passwords.made(given.password)
    if not fields:
        raise DatelineError("serve.query", "Give a role, a password, or whether it is active.")
    return shapes.Account.of(await run_in_threadpool(lambda: accounts.change(team.book, name, **fields)))


@router.delete("/accounts/{name}", operation_id="remove_account", summary="Remove an account", responses=MISSING)
def remove_account(team: AtTeam, name: Id) -> shapes.Account:
    """Ends its sessions and keys, and takes its password. The name stays taken, since work is recorded under it."""
    return shapes.Account.of(accounts.remove(team.book, name))


@router.get("/keys", operation_id="list_keys", summary="API keys")
def list_keys(team: AtTeam, viewer: Asking) -> shapes.KeyList:
    """One's own keys; an administrator sees everybody's."""
    return shapes.KeyList(
        items=[shapes.Key.of(k) for k in keys.of(team.book, None if viewer.role == accounts.ADMIN else viewer.name)]
    )


@router.post("/keys", operation_id="add_key", summary="Make an API key", status_code=201)
def add_key(team: AtTeam, viewer: Asking, response: Response, given: shapes.KeyGiven) -> shapes.NewKey:
    """Makes a key; its secret is told this once. A key gives no more than the role it was made with."""
    account, role = accounts.find(team.book, viewer.name), given.role or viewer.role
    if account is None:
        raise DatelineError("serve.login")
    if RANKS[role] > RANKS[viewer.role]:
        raise DatelineError("serve.role", "A key gives no more than what it was made with.")
    response.headers.update(KEPT)
    made, secret = keys.add(team.book, account, given.name, role, given.days)
    return shapes.NewKey.model_validate({**shapes.told(made), "key": secret})


@router.delete(
    "/keys/{id}", operation_id="remove_key", summary="End an API key", status_code=204, response_class=Response, responses=MISSING
)
def remove_key(team: AtTeam, viewer: Asking, id: Id) -> Response:
    """Ends a key of one's own; an administrator anybody's."""
    keys.remove(team.book, id, None if viewer.role == accounts.ADMIN else viewer.name)
    return Response(status_code=204)


def _myself(viewer: Viewer, session: str | None) -> shapes.Myself:
    return shapes.Myself(
        name=viewer.name, role=viewer.role, author=viewer.author, public=viewer.public, may_see_private=viewer.may_see_private,
        csrf=None if session is None else csrf(session), needs_login=False, can=allowed_operations(viewer),
    )  # fmt: skip
