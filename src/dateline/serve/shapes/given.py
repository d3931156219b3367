"""What the bodies of requests share: unknown fields are refused, and so is what no database can hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LONGEST: Final[int] = 2_000  # characters of a reason
NAME: Final[int] = 200  # characters of a name
DEEPEST: Final[int] = 12  # levels of lists and objects within one another
MOST: Final[int] = 20_000  # values of one body
GREATEST: Final[int] = 2**53  # a whole number that every reader of JSON takes exactly, and every database holds
LINES: Final = "\n\t\r"  # control characters that a text may hold


def sound(value: Any) -> Any:
    """The value, which any database and any reader of JSON can hold. Raises ValueError."""
    for number, (depth, part) in enumerate(_parts(value, 0)):
        if depth > DEEPEST or number > MOST:
            raise ValueError("is nested too deeply, or holds too much")
        if isinstance(part, str) and not is_text(part):
            raise ValueError("holds a control character")
        if isinstance(part, float) and not math.isfinite(part):
            raise ValueError("holds a number that is none")
        if isinstance(part, int) and abs(part) > GREATEST:
            raise ValueError("holds a number that is too large")
    return value


def is_text(words: str) -> bool:
    """Whether words are text: no control characters but those of lines, no halves of characters."""
    return not any((ord(c) < 32 and c not in LINES) or 0xD800 <= ord(c) < 0xE000 for c in words)


def _parts(value: Any, depth: int) -> Iterator[tuple[int, Any]]:
    yield depth, value
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield depth + 1, key
            yield from _parts(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _parts(inner, depth + 1)


def _line(words: str) -> str:
    if not words.strip() or any(ord(c) < 32 for c in words) or not is_text(words):
        raise ValueError("is no single line of text")
    return words.strip()


def _text(words: str) -> str:
    if not is_text(words):
        raise ValueError("holds a control character")
    return words


Line = Annotated[str, Field(min_length=1, max_length=NAME), AfterValidator(_line)]  # a name, an id: one line of text
Text = Annotated[str, AfterValidator(_text)]
Sound = Annotated[Any, AfterValidator(sound)]  # any JSON
Why = Annotated[
    str | None, Field(max_length=LONGEST, description="Why. It stays in the log."), AfterValidator(lambda w: w and _text(w))
]
Id = Annotated[str, Path(min_length=1, max_length=NAME, pattern=r"^[^\x00-\x1f]+$")]
Number = Annotated[int, Path(ge=1, le=GREATEST)]


class Given(BaseModel):
    """A body; a field that it does not have is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reasoned(Given):
    """What somebody does, and why."""

    reason: Why = None
