"""dateline gazetteer: build the index of places, or take a GeoNames dump into it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

_HOME_HELP: Final = "Folder of the index; by default DATELINE_HOME, else the user's cache."
Home = Annotated[Path | None, typer.Option(help=_HOME_HELP)]

gazetteer = typer.Typer(
    name="gazetteer", help="Build the index of places, or add a GeoNames dump to it.", no_args_is_help=True, rich_markup_mode="rich"
)


@gazetteer.command("build")
def build(home: Home = None) -> None:
    """Build the index of places anew from the packages and the tables that come with Dateline (some 20 seconds).

    [bold]Example:[/bold]  dateline gazetteer build
    """
    from dateline.knowledge.gazetteer.bar import shown
    from dateline.knowledge.gazetteer.building import build as build_index

    with shown("Building the gazetteer") as progress:
        path = build_index(_folder(home), progress)
    typer.echo(f"gazetteer: {path} ({path.stat().st_size / 1e6:.0f} MB)")


@gazetteer.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="The 19-column .txt of GeoNames, of one country or of all, or the .zip that holds it.")
    ],
    home: Home = None,
) -> None:
    """Add the places of a GeoNames dump: villages of one country, or all of them. Earlier imports stay.

    [bold]Example:[/bold]  dateline gazetteer import SY.zip
    """
    from dateline.knowledge.gazetteer import Gazetteer, import_dump

    folder = _folder(home)
    Gazetteer.open(folder)  # the regions that the dump's codes point to stand in the index
    columns = (TextColumn("reading places"), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("places", total=None)
        count = import_dump(file, folder, lambda rows: bar.update(task, completed=rows))
    typer.echo(f"gazetteer: {count:,} places added from {file}")


def _folder(home: Path | None) -> Path:
    from dateline.settings import from_environment

    return home.expanduser() if home is not None else from_environment().home
