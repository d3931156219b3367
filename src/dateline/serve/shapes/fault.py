"""An error as the API tells it."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

EXAMPLE: Final[JsonDict] = {
    "code": "ledger.unknown",
    "message": "The ledger holds nothing of that id. '3f2a81'",
    "way_out": "Look ids up with dateline events or dateline claims.",
}


class Fault(BaseModel):
    """What went wrong, and the way out."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    code: str = Field(description="Stable: docs/reference/errors.md lists them.")
    message: str
    way_out: str
