"""What a question may be asked with: the view's filters and the page, as query parameters."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dateline.errors import DatelineError
from dateline.knowledge.ontology import load
from dateline.ledger import View
from dateline.ledger.entries import HOLDING
from dateline.serve.viewer import Viewer

MOST: Final[int] = 1_000  # items of one page
LONGEST: Final[int] = 400  # characters of one parameter
FLAGS: Final = ("private", "withdrawn")
CLOCKS: Final = ("as_of", "recorded_as_of", "private")  # the filters of a view that questions about one thing take


class Asked(BaseModel):
    """Query parameters; one that the question does not take is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=LONGEST)

    @field_validator("*")
    @classmethod
    def _printable(cls, value: object) -> object:
        """Refuses what no database takes in words: NUL and other control characters, and halves of characters."""
        for words in value if isinstance(value, list) else [value]:
            if isinstance(words, str) and any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in words):
                raise ValueError("holds a control character")
        return value


class ClockAsked(Asked):
    """From which moment the record is looked at."""

    as_of: str | None = Field(None, description="Only what was published by then.", examples=["2016-12-11T12:00Z"])
    recorded_as_of: str | None = Field(None, description="Only what the ledger held by then, corrections included.")
    private: bool = Field(False, description="Show the names of private persons (coders and up).")

    def view(self, viewer: Viewer) -> View:
        """The view asked for. Raises DatelineError `serve.role`, `serve.query`, `ledger.date`, `ledger.box`."""
        if self.private and not viewer.may_see_private:
            raise DatelineError("serve.role", "Names of private persons are shown to coders.")
        told = self.model_dump().items()
        given = {name: value for name, value in told if name in View.__dataclass_fields__ and not isinstance(value, list)}
        given["box"] = box_of(given.get("box"))
        _check(given)
        return View(**{name: value for name, value in given.items() if value is not None})


class ViewAsked(ClockAsked):
    """All filters of a view."""

    during: str | None = Field(None, description="The event's time overlaps it (EDTF).", examples=["2016-12-08/2016-12-11"])
    type: str | None = Field(None, description="Type of event, or “holding”.", examples=["air_strike"])
    actor: str | None = Field(None, description="A side, whether it acts, helps or is acted on.")
    speaker: str | None = Field(None, description="A voice that makes the claim or relays it.")
    place: str | None = Field(None, description="A name, or a key as gn:163808.", examples=["Palmyra"])
    country: str | None = Field(None, description="ISO 3166-1, two letters.", examples=["SY"])
    status: str | None = Field(None, description="Status of the claim.", examples=["denied"])
    measure: str | None = Field(None, description="Claims with a figure of this measure.", examples=["killed"])
    report: str | None = Field(None, description="A report's id, the beginning of it, or its name.")
    event: str | None = Field(None, description="An event's id, or the beginning of it.")
    box: str | None = Field(None, description="west,south,east,north in degrees.", examples=["37,34,39,36"])
    withdrawn: bool = Field(False, description="Withdrawn and superseded claims, too.")


class PageAsked(ViewAsked):
    """The filters, and which part of the list."""

    limit: int = Field(100, ge=1, le=MOST, description="Items of the page.")
    cursor: str | None = Field(None, description="The `next` of the page before.")


def box_of(words: str | None) -> tuple[float, float, float, float] | None:
    """The box of "west,south,east,north". Raises DatelineError `ledger.box`."""
    if words is None:
        return None
    try:
        west, south, east, north = (float(x) for x in words.split(","))
    except ValueError as error:
        raise DatelineError("ledger.box", repr(words)) from error
    return west, south, east, north


def _check(given: dict[str, object]) -> None:
    """Refuses words that the codebook does not have. Raises DatelineError `serve.query`."""
    ontology = load()
    known = {"type": {*ontology.types, HOLDING}, "status": set(ontology.statuses), "measure": set(ontology.measures)}
    for name, values in known.items():
        if given.get(name) is not None and given[name] not in values:
            raise DatelineError("serve.query", f"{name}: {given[name]!r} is none of {', '.join(sorted(values))}.")
