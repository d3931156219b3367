"""The description of the API (OpenAPI 3.1), as it is: with the errors that it answers, and an example of every answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

UNUSED: Final = "422"  # what the framework says that it answers to a request it cannot read: here that is 400
LEFT_OVER: Final = ("HTTPValidationError", "ValidationError")
METHODS: Final = ("get", "post", "put", "patch", "delete")
EXAMPLES: Final = "examples.json"  # by operation; made by docs/api_examples.py


def describe(app: FastAPI) -> None:
    """Has the application describe itself so."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def description(app: FastAPI) -> dict[str, Any]:
    """The description of an application."""
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    for operation in operations(made):
        operation["responses"].pop(UNUSED, None)
        example = examples().get(operation["operationId"])
        for status, answer in operation["responses"].items():
            body = answer.get("content", {}).get("application/json")
            if example is not None and body is not None and status.startswith("2"):
                body["example"] = example
    for name in LEFT_OVER:
        made["components"]["schemas"].pop(name, None)
    return made


def operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a description."""
    return (path[method] for path in made["paths"].values() for method in METHODS if method in path)


@cache
def examples() -> dict[str, Any]:
    """An answer of each operation, by its id."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath(EXAMPLES).read_text(encoding="utf-8"))
    return found
