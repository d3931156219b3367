"""Options that belong together as one parameter of a command: the fields of a dataclass, each an option."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, get_type_hints


def spread(name: str, kind: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that puts an option for each field of the dataclass `kind` in place of a command's parameter `name`."""
    told = get_type_hints(kind, include_extras=True)
    options = {f.name: (told[f.name], f.default if f.default is not MISSING else None) for f in fields(kind)}

    def change(command: Callable[..., None]) -> Callable[..., None]:
        own, hints = inspect.signature(command).parameters, get_type_hints(command, include_extras=True)
        found: list[inspect.Parameter] = []
        for parameter in own.values():
            values = options.items() if parameter.name == name else [(parameter.name, (hints[parameter.name], parameter.default))]
            found += [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=d, annotation=h) for n, (h, d) in values]

        @functools.wraps(command)
        def run(**given: Any) -> None:
            whole = kind(**{option: given.pop(option) for option in options})
            command(**given, **{name: whole})

        run.__signature__ = inspect.Signature(found)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in found}
        return run

    return change
