"""What the desk was started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
PORT: Final[int] = 8765
MAX_BODY: Final[int] = 32 * 1024 * 1024  # bytes of one request; a long daily is 60 kB of text, its page 1 MB
PAGE: Final = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Serving:
    """How the desk was started. `ledger`: a path or a database URL; `author`: in whose name one person's work is recorded.

    `team`: people log in; `public`: the read-only view for everybody (`unreviewed`: what no person has looked at, too).
    `tiles`: the URL of a base map's tiles in place of the bundled one; `max_body` in bytes; `page`: the folder of the built page.
    `releases`: the folder of the releases (None: beside the ledger); `proxy`: the address of a proxy before the desk, whose word
    about https and the caller is taken; `accounts`: where accounts and batches are kept, as a path or a database URL (None: beside).
    """

    ledger: str = "dateline.db"
    host: str = HOST
    port: int = PORT
    author: str = "person:desk"
    team: bool = False
    public: bool = False
    unreviewed: bool = False
    tiles: str | None = None
    max_body: int = MAX_BODY
    page: Path = PAGE
    releases: Path | None = None
    proxy: str | None = None
    accounts: str | None = None

    @property
    def alone(self) -> bool:
        """Whether one person works here without an account."""
        return not (self.team or self.public)

    @property
    def mode(self) -> str:
        """ "one", "team" or "public"."""
        return "public" if self.public else "team" if self.team else "one"
