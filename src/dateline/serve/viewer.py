"""Who asks, and what they may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol

from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.serve.serving import Serving

Role = Literal["reader", "coder", "reviewer", "admin"]
RANKS: Final[dict[Role, int]] = {"reader": 0, "coder": 1, "reviewer": 2, "admin": 3}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks: `author` is what their work is recorded under ("person:NAME"), None for one who may only read.

    `public`: the view for everybody, in which private persons are withheld, sensitive places coarse, embargoes kept.
    """

    name: str
    role: Role
    author: str | None = None
    public: bool = False

    def needs(self, role: Role) -> None:
        """Refuses a viewer of a lower role. Raises DatelineError `serve.role`."""
        if self.public or RANKS[self.role] < RANKS[role]:
            raise DatelineError("serve.role", f"It takes a {role}.")

    @property
    def may_see_private(self) -> bool:
        """Whether they may ask for the names of private persons."""
        return not self.public and RANKS[self.role] >= RANKS["coder"]


class Gate(Protocol):
    """Tells who a request comes from. Raises DatelineError where somebody has to log in first."""

    def viewer(self, request: Request) -> Viewer:
        """The one who asks."""
        ...


@dataclass(frozen=True, slots=True)
class Open:
    """The gate of a desk without accounts: one person who may do everything, or everybody who may only read."""

    serving: Serving

    def viewer(self, request: Request) -> Viewer:
        """The person of this machine; everybody in the public view."""
        if self.serving.public:
            return Viewer("public", "reader", None, public=True)
        return Viewer(self.serving.author.removeprefix("person:"), "admin", self.serving.author)
