"""dateline serve: the desk, an API and a page over the ledger."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dateline.cli.ledger import DEFAULT, Which, viewed
from dateline.cli.people import By
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.serve.serving import Serving

HOST = "127.0.0.1"
LOOPBACK = ("localhost", "127.0.0.1", "::1")  # addresses that only this machine reaches
PORT, PORTS = 8765, 65_536


@dataclass(frozen=True, slots=True)
class Where:
    """Where the desk listens, and what opens."""

    host: Annotated[str, typer.Option(help="The address to listen on.")] = HOST
    port: Annotated[int, typer.Option(help="The port to listen on.")] = PORT
    open: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True


@dataclass(frozen=True, slots=True)
class For:
    """Whom the desk is for."""

    team: Annotated[bool, typer.Option("--team", help="People log in; what each may do depends on their role.")] = False
    public: Annotated[bool, typer.Option("--public", help="Only the view for everybody, in which nothing can be changed.")] = False
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="With --public: show what no person has reviewed, too.")] = False
    proxy: Annotated[
        str | None,
        typer.Option(help="Address of a proxy before the desk that speaks https, as 127.0.0.1: its word about callers is taken."),
    ] = None
    accounts: Annotated[
        str | None,
        typer.Option(
            envvar="DATELINE_ACCOUNTS",
            help="Where accounts and batches are kept: a file or a database URL. Default: beside the ledger.",
        ),
    ] = None


@partial(viewed, groups={"where": Where, "who": For})
def serve(
    ledger: Which = DEFAULT,
    where: Where = Where(),
    who: For = For(),
    by: By = None,
    tiles: Annotated[
        str | None, typer.Option(help="A base map's tiles, as https://HOST/{z}/{x}/{y}.png, in place of the bundled.")
    ] = None,
    openapi: Annotated[bool, typer.Option("--openapi", help="Write the description of the API (OpenAPI 3.1) and leave.")] = False,
) -> None:
    """Open the desk: a page over the ledger on this machine, with a map, the claims side by side, and a reader to correct them.

    Nobody else can reach it: it answers this machine only, and what you change is recorded under --by, or your user name. For a
    team, --team asks everybody to log in (dateline account makes accounts). It fetches nothing from the network; the base map comes with the package.

    [bold]Examples:[/bold]

      dateline serve

      dateline serve --ledger palmyra.db --by ada --port 9000

      dateline serve --ledger postgresql://desk@db/dateline --team --host 0.0.0.0 --no-open
    """
    try:
        from dateline.serve.app import openapi as described
        from dateline.serve.running import address, run
    except ImportError as error:
        raise DatelineError("serve.missing", f"{error}.") from error
    from dateline.ledger.amending import person
    from dateline.serve.serving import Serving

    if openapi:
        json.dump(described(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    _check(where, who, tiles)
    serving = Serving(
        ledger=ledger, host=where.host, port=where.port, author=person(by or _user()), team=who.team, public=who.public,
        unreviewed=who.unreviewed, tiles=tiles, proxy=who.proxy, accounts=who.accounts,
    )  # fmt: skip
    console = Console(stderr=True, highlight=False)

    def ready() -> None:
        console.print(clean(f"{address(serving)} · Ctrl+C closes the desk"), soft_wrap=True)
        if who.team:
            _greet(serving, console)

    run(serving, where.open, ready)


def _check(where: Where, who: For, tiles: str | None) -> None:
    """Refuses options that cannot be meant. Raises DatelineError `cli.usage`, `serve.port`."""
    from dateline.serve.headers import origin_of

    if who.team and who.public:
        raise DatelineError("cli.usage", "--team and --public are two desks: start two.")
    if who.unreviewed and not who.public:
        raise DatelineError("cli.usage", "--unreviewed goes with --public: the other desks show all there is.")
    if not (who.team or who.public) and where.host not in LOOPBACK:
        raise DatelineError(
            "cli.usage", f"--host {where.host}: others could reach the desk, and nobody logs in: give --team or --public."
        )
    if not 0 < where.port < PORTS:
        raise DatelineError("serve.port", f"--port {where.port}: ports are numbered from 1 to {PORTS - 1}.")
    if tiles is not None and (origin_of(tiles) is None or any(f"{{{part}}}" not in tiles for part in "zxy")):
        raise DatelineError("cli.usage", f"--tiles {tiles}: tiles are at an address like https://HOST/{{z}}/{{x}}/{{y}}.png.")


def _user() -> str:
    """The user name of the system. Raises DatelineError `cli.usage` where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a container may run under a number that has no name
        raise DatelineError("cli.usage", "This system does not say who you are: give --by NAME.") from error


def _greet(serving: Serving, console: Console) -> None:
    """Says what a team's desk lacks before anybody can log in, or should."""
    from dateline.serve.book.accounts import has_admin
    from dateline.serve.book.book import Book, place_of

    book = Book.open(place_of(serving.ledger, serving.accounts))
    if not has_admin(book):
        console.print("nobody can make accounts yet: dateline account add NAME --role admin", style="yellow", soft_wrap=True)
    book.close()
    if serving.proxy is None and serving.host not in LOOPBACK:
        said = "passwords cross the network in the clear: put a proxy that speaks https before the desk, and name it with --proxy"
        console.print(said, style="yellow", soft_wrap=True)


__all__ = ["serve"]
