"""Holds each request to the table of rules."""

from __future__ import annotations

from fastapi.routing import APIRoute
from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.serve.desk import asking
from dateline.serve.security.rules import RULES, Rule
from dateline.serve.viewer import RANKS, Viewer


async def allowed(request: Request) -> None:
    """Lets a request through that its operation's rule allows. Raises DatelineError `serve.login`, `serve.role`, `serve.csrf`."""
    route = request.scope.get("route")
    operation = route.operation_id if isinstance(route, APIRoute) else None
    rule = RULES.get(operation or "")
    if rule is None:
        raise DatelineError("serve.role", "No rule tells who may do that.")
    if rule.role is None:
        return
    if not may(await asking(request), rule):
        raise DatelineError("serve.role", f"It takes a {rule.role}.")


def may(viewer: Viewer, rule: Rule) -> bool:
    """Whether a rule allows somebody."""
    if rule.role is None:
        return True
    return rule.public if viewer.public else RANKS[viewer.role] >= RANKS[rule.role]


def allowed_operations(viewer: Viewer) -> list[str]:
    """The operations that somebody may call, in the order of the table."""
    return [name for name, rule in RULES.items() if may(viewer, rule)]
