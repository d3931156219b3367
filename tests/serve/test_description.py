"""The API is what it says of itself: described, with examples that fit, and no request makes it fail."""

from __future__ import annotations

import json
from typing import Any, Final

import jsonschema_rs
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from typer.testing import CliRunner

from dateline.cli import app as command
from dateline.serve.app import openapi
from dateline.serve.description import examples, operations

STREAMS: Final = "stream"
NO_EXAMPLE: Final = ("get_original", "get_export", STREAMS)  # files
FEW: Final[int] = 6  # requests made up for each operation


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The description."""
    return openapi()


def test_every_operation_says_what_it_is_for(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    found = list(operations(described))
    ids = [o["operationId"] for o in found]
    assert len(ids) == len(set(ids)) and all(id.islower() and " " not in id for id in ids)
    for operation in found:
        assert operation["summary"] and operation["description"] and operation["tags"]
        assert {"400", "403", "default"} <= operation["responses"].keys() and "422" not in operation["responses"]
        for status in ("400", "403", "default"):
            body = operation["responses"][status]["content"]["application/json"]
            assert body["schema"]["$ref"].endswith("/Fault")


def test_every_question_has_an_example_that_fits_its_answer(described: dict[str, Any]) -> None:
    missing = []
    questions = [path["get"] for path in described["paths"].values() if "get" in path]
    for operation in questions:
        if operation["operationId"] in NO_EXAMPLE or "application/json" not in operation["responses"]["200"].get("content", {}):
            continue
        body = operation["responses"]["200"]["content"]["application/json"]
        if "example" not in body:
            missing.append(operation["operationId"])
            continue
        schema = {**body["schema"], "components": described["components"]}
        jsonschema_rs.validator_for(json.loads(json.dumps(schema))).validate(body["example"])
    assert missing == [], "docs/api_examples.py makes them"


def test_no_example_is_left_over(described: dict[str, Any]) -> None:
    assert set(examples()) <= {o["operationId"] for o in operations(described)}


def test_the_command_writes_the_description() -> None:
    done = CliRunner().invoke(command, ["serve", "--openapi"])
    assert done.exit_code == 0 and json.loads(done.stdout)["info"]["title"] == "Dateline"


@pytest.fixture
def api(app: FastAPI) -> Any:
    """The description as it is served, and the desk behind it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})


questions = schemathesis.pytest.from_fixture("api").include(method="GET").exclude(operation_id=STREAMS)


@questions.parametrize()
@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_question_makes_it_fail(case: Any) -> None:
    case.call_and_validate(
        checks=[not_a_server_error, status_code_conformance, response_schema_conformance], headers={"Host": "localhost"}
    )
