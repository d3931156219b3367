"""dateline search: claims that hold words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from dateline.cli.claims import figures, status, voices
from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Page, Shape, Which, day, opened, sheet, show, viewed
from dateline.cli.table import clean

COLUMNS: Final = (("claim", 12), ("when", 12), ("who says so", 4), ("status", 10), ("how many", 4), ("words", 9))

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.ledger.questions.search import Hit


@viewed
def search(
    text: Annotated[list[str], typer.Argument(help='Words, all of which must be there; "words in quotes" must follow each other.')],
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """Search the claims' words, places and sides, in the order of the days they tell of.

    Accents and endings do not matter: "strikes" finds "strike", "Deir ez Zor" finds "Deir Ezzor" only if it is so written.

    [bold]Examples:[/bold]

      dateline search tanks destroyed --place Palmyra

      dateline search '"gas field" captured' --during 2016-12
    """
    words = " ".join(text)
    with opened(ledger) as record:
        show(lambda limit, after: record.search(words, view, limit, after), page, format, table)


def table(hits: Any) -> Drawn:
    """A row a claim, with the found words marked."""
    found = ((hit, hit.claim) for hit in hits)
    rows = ((c.id[:8], day(c.when), voices(c), status(c), figures(c.figures), _words(hit)) for hit, c in found)
    return sheet(COLUMNS, rows, ((0, 1), (2, 3), (4, 5)))


def _words(hit: Hit) -> Text:
    out, at, words = Text("“"), 0, hit.claim.words
    for start, end in hit.marks:
        out.append(_piece(words[at:start]))
        out.append(clean(words[start:end]), style="bold yellow")
        at = end
    return out.append(_piece(words[at:])).append("”")


def _piece(words: str) -> str:
    """A stretch of words, cleaned, with a blank where it began or ended in one."""
    return (" " if words[:1].isspace() else "") + clean(words) + (" " if words[1:] and words[-1:].isspace() else "")
