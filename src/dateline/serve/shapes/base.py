"""What the shapes share."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Shape(BaseModel):
    """A thing of an answer. Ids are whole; instants are ISO 8601 in UTC; days are ISO dates, null where open or unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def written(self) -> bytes:
        """The thing as JSON."""
        return self.__pydantic_serializer__.to_json(self)


class Page(Shape, Generic[Item]):
    """Part of a list. `next` is the `cursor` to go on with; null at the end."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the next page; null where there is none.")
