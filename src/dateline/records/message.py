"""What is said to a language model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a model: who speaks, and the words."""

    role: Literal["system", "user", "assistant"]
    content: str


Ask = Callable[[Sequence[Message]], str]  # the model's words for a conversation; raises DatelineError `llm.…` where none come
