"""What a question answers with: a sequence of records that reads well in a notebook and turns into rows and frames."""

from __future__ import annotations

import html
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar, overload

from dateline.ledger.frames import pandas_frame, polars_frame

if TYPE_CHECKING:
    import pandas
    import polars

Item = TypeVar("Item")
Row = dict[str, Any]
SHOWN: Final[int] = 20  # rows that a notebook or a prompt shows; the rest is counted
WIDTH: Final[int] = 44  # characters of a cell at the prompt

_UNSEEN: Final = {"Cc": " ", "Cf": "", "Cs": ""}  # kinds of character that are not printed as they are


@dataclass(frozen=True, repr=False)
class Answer(Sequence[Item], Generic[Item]):
    """The records found, in order. `next` is the mark to go on after where there may be more, else None.

    `to_dicts`, `to_pandas` and `to_polars` give a row a record. Private names are withheld unless the view asked for them.
    """

    items: tuple[Item, ...]
    next: str | None = None

    columns: ClassVar[tuple[str, ...]] = ()  # of the rows
    head: ClassVar[tuple[str, ...]] = ()  # of what is shown
    noun: ClassVar[str] = "row"

    @staticmethod
    @abstractmethod
    def row(item: Item) -> Row:
        """A record as a flat row; lists stay lists."""

    @staticmethod
    @abstractmethod
    def cells(item: Item) -> tuple[str, ...]:
        """A record as the words that are shown of it, by `head`."""

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def to_dicts(self) -> list[Row]:
        """A dict a record: what JSON Lines and CSV are written from."""
        return [self.row(item) for item in self.items]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame. Raises DatelineError `ledger.frames` where pandas is not installed."""
        return pandas_frame(self.to_dicts(), self.columns)

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame. Raises DatelineError `ledger.frames` where polars is not installed."""
        return polars_frame(self.to_dicts(), self.columns)

    def __repr__(self) -> str:
        cells = [self.head, *(tuple(short(c) for c in self.cells(item)) for item in self.items[:SHOWN])]
        widths = [max(len(row[n]) for row in cells) for n in range(len(self.head))]
        lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
        return "\n".join([*lines, self._more()])

    def _repr_html_(self) -> str:
        def line(tag: str, cells: Sequence[str]) -> str:
            return "<tr>" + "".join(f"<{tag} style='text-align:left'>{html.escape(plain(c))}</{tag}>" for c in cells) + "</tr>"

        body = "".join(line("td", self.cells(item)) for item in self.items[:SHOWN])
        return f"<table><thead>{line('th', self.head)}</thead><tbody>{body}</tbody></table><p>{html.escape(self._more())}</p>"

    def _more(self) -> str:
        hidden = f", {SHOWN} shown" if len(self) > SHOWN else ""
        count = f"{len(self)} {self.noun}{'' if len(self) == 1 else 's'}{hidden}"
        return count + (f"; more after {self.next!r}" if self.next else "")


def plain(words: str) -> str:
    """Words without control and direction-changing characters, on one line."""
    return " ".join("".join(_UNSEEN.get(unicodedata.category(c), c) for c in words).split())


def short(words: str) -> str:
    """Plain words cut to the width of a cell."""
    words = plain(words)
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def page(items: Iterator[Item], limit: int | None, mark: Callable[[Item], str]) -> tuple[tuple[Item, ...], str | None]:
    """The first `limit` items (None: all), and the mark of the last where more follow."""
    taken: list[Item] = []
    for item in items:
        if limit is not None and len(taken) == limit:
            return tuple(taken), mark(taken[-1]) if taken else None
        taken.append(item)
    return tuple(taken), None
