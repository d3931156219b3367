"""The command line: one file a command."""

from __future__ import annotations

import os
import sys
from typing import Final

import typer
from rich.console import Console

from dateline.cli.account import account
from dateline.cli.add import add
from dateline.cli.agreement import agreement
from dateline.cli.claims import claims
from dateline.cli.code import code
from dateline.cli.contradictions import contradictions
from dateline.cli.control import control
from dateline.cli.correct import correct, judge, undo, withdraw
from dateline.cli.demo import demo
from dateline.cli.diff import diff
from dateline.cli.embargo import embargo
from dateline.cli.events import events
from dateline.cli.explain import explain
from dateline.cli.export import export
from dateline.cli.gazetteer import gazetteer
from dateline.cli.import_ import import_table
from dateline.cli.incident import incident
from dateline.cli.incidents import incidents
from dateline.cli.ingest import ingest
from dateline.cli.link import link, links, unlink
from dateline.cli.original import original
from dateline.cli.origins import origins
from dateline.cli.queue import queue
from dateline.cli.recode import recode
from dateline.cli.reconcile import reconcile
from dateline.cli.redact import redact
from dateline.cli.release import release
from dateline.cli.search import search
from dateline.cli.serve import serve
from dateline.cli.sites import sites
from dateline.cli.speaker import speaker
from dateline.cli.table import clean
from dateline.cli.tally import tally
from dateline.cli.verify import verify
from dateline.cli.victims import victim, victims
from dateline.errors import DatelineError

# The sums of the heads are small: on a busy machine, threads that waited for one another made coding three times as slow.
ONE_THREAD: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
for name in ONE_THREAD:  # before anything loads numpy
    os.environ.setdefault(name, "1")

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command()(code)
app.command()(explain)
app.command()(demo)
app.command()(claims)
app.command()(control)
app.command()(diff)
app.command()(events)
app.command()(incidents)
app.command()(incident)
app.command()(reconcile)
app.command()(contradictions)
app.command()(origins)
app.command()(search)
app.command()(sites)
app.command()(tally)
app.command()(ingest)
app.command()(add)
app.command("import")(import_table)
app.command()(correct)
app.command()(judge)
app.command()(embargo)
app.command()(withdraw)
app.command()(undo)
app.command()(links)
app.command()(link)
app.command()(unlink)
app.command()(recode)
app.command()(redact)
app.command()(original)
app.command()(speaker)
app.command()(victims)
app.command()(export)
app.command()(release)
app.command()(queue)
app.command()(agreement)
app.command()(verify)
app.command()(serve)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(victim, name="victim")
app.add_typer(account, name="account")


@app.callback(invoke_without_command=True)
def version(context: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    """Reads reports of armed conflict and keeps every claim: what happened, who says so, when, how many.

    [bold]Examples:[/bold]

      dateline demo 14

      dateline code report.txt --published 2016-12-11
    """
    if version:
        from dateline import __version__

        typer.echo(f"dateline {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line; a known error is printed with its code and its way out, and ends with status 2."""
    try:
        app()
    except DatelineError as error:
        Console(stderr=True, highlight=False).print(clean(str(error)), style="red", markup=False)
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has left, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
