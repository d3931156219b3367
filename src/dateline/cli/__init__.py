"""The command line: one file a command."""

from __future__ import annotations

import os
import sys

import typer
from rich.console import Console

from dateline.cli.code import code
from dateline.cli.demo import demo
from dateline.cli.explain import explain
from dateline.cli.gazetteer import gazetteer
from dateline.cli.table import clean
from dateline.errors import DatelineError

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
app.add_typer(gazetteer, name="gazetteer")


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
