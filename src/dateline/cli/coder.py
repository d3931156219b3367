"""Which coder reads the reports, as options: Dateline's own model, or a language model that is asked over HTTP."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.pipeline import Kit


class Coder(StrEnum):
    """Who reads the reports."""

    dateline = "dateline"
    llm = "llm"


@dataclass(frozen=True, slots=True)
class Asked:
    """The coder, and where it is asked."""

    coder: Annotated[
        Coder, typer.Option(help="Who reads the reports: Dateline's own model, or a language model (llm) at --endpoint.")
    ] = Coder.dateline
    endpoint: Annotated[
        str | None, typer.Option(help="Where the language model is asked: https://HOST/v1, or http://localhost:PORT/v1.")
    ] = None
    model: Annotated[str | None, typer.Option(help="Its name there; without one the first that the endpoint lists.")] = None
    key_env: Annotated[str | None, typer.Option(help="The environment variable that holds the key, if it takes one.")] = None
    insecure: Annotated[bool, typer.Option("--insecure", help="Send reports, and the key, to another host over plain http.")] = (
        False
    )
    min_score: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Leave out claims that are less likely than this to be right (0 to 1).")
    ] = None

    def kit(self) -> Kit:
        """The kit to code with. Raises DatelineError `cli.usage`, `llm.…`, and what loading raises."""
        from dateline.pipeline import load_kit

        if self.coder is Coder.dateline:
            self.check()
            return load_kit(least=self.min_score)
        return self._asking()

    def check(self) -> None:
        """Refuses options that do not go together, before any work is done. Raises DatelineError `cli.usage`, `llm.endpoint`."""
        from dateline.llm import read_endpoint

        if self.coder is Coder.dateline:
            if self.endpoint or self.model or self.key_env or self.insecure:
                raise DatelineError("cli.usage", "--endpoint, --model, --key-env and --insecure go with --coder llm.")
        elif self.endpoint is None:
            raise DatelineError("cli.usage", "--coder llm asks a model that you run or rent: say where with --endpoint.")
        elif self.min_score is not None:
            raise DatelineError(
                "cli.usage", "--min-score goes with Dateline's own model: what a language model reads has no score."
            )
        else:
            read_endpoint(self.endpoint, self.insecure)

    def _asking(self) -> Kit:
        from dateline.llm import Client, read_endpoint
        from dateline.pipeline import load_asking_kit

        self.check()
        client = Client(read_endpoint(self.endpoint or "", self.insecure), self.model, self._key())
        return load_asking_kit(client.ask, client.model)

    def _key(self) -> str | None:
        """The key, from the environment alone: a command line is seen by others."""
        if self.key_env is None:
            return None
        key = os.environ.get(self.key_env, "").strip()
        if not key or not key.isascii() or not key.isprintable():
            raise DatelineError("cli.usage", f"the environment variable {self.key_env} holds no key.")
        return key


OURS: Final = Asked()  # unless another coder is asked for


def report_notes(notes: Iterable[tuple[str, int]]) -> None:
    """Says on standard error what a language model proposed and did not get, summed over the reports; nothing where there is none."""
    from dateline.coding.proposed import REASONS

    sums: dict[str, int] = {}
    for reason, count in notes:
        sums[reason] = sums.get(reason, 0) + count
    told = "; ".join(
        f"{REASONS.get(reason, reason)}: {sums[reason]:,}" for reason in (*REASONS, *(sums.keys() - REASONS)) if reason in sums
    )
    if told:
        Console(stderr=True, highlight=False).print(
            clean(f"not taken from the model: {told}"), style="yellow", markup=False, soft_wrap=True
        )
