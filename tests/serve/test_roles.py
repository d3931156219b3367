"""Every role and every operation: who may call what, in one table, and that the desk holds to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from starlette.testclient import TestClient
from teamed import DESK, ROLES, Person, team

from dateline.ledger import Ledger
from dateline.serve.app import create_app, openapi
from dateline.serve.description import METHODS, operations
from dateline.serve.security.rules import RULES
from dateline.serve.serving import Serving

LEAST: Final = {
    "nobody": "get_me log_in log_out",
    "reader": (
        "get_head list_reports get_report list_events list_claims get_claim list_incidents get_incident get_map get_density "
        "get_published get_control list_holdings list_sites list_origins get_origin list_speakers get_speaker list_outlets get_tally "
        "list_contradictions search_claims list_places get_place list_exports get_export get_export_loss list_releases get_release "
        "get_release_file get_release_archive claim_history list_changes list_entries stream change_password list_keys "
        "add_key remove_key"
    ),
    "coder": (
        "verify_log get_original ingest list_jobs get_job get_queue correct_claim judge_claim judge_report withdraw_claim code_report add_report "
        "judge_link unjudge_link undo_entry list_batches get_batch get_batch_next save_draft hand_in list_victims get_victim"
    ),
    "reviewer": (
        "withdraw_report review_incident list_embargoes set_embargo add_victim correct_victim make_release make_batch get_agreement "
        "adopt_coding"
    ),
    "admin": "preview_redaction redact list_accounts add_account change_account remove_account",
}  # the operations that each role may call beside those of the roles before it
PUBLIC: Final = {
    *LEAST["nobody"].split(),
    *LEAST["reader"].partition(" claim_history")[0].split(),
}  # what the view for everybody has
WHO: Final = ("nobody", *ROLES)
REFUSED: Final = ("serve.role", "serve.login")
STREAM: Final = "stream"
SAFE: Final = ("get",)


def every() -> list[tuple[str, str, str]]:
    """All operations: id, method, path with something in the place of its names."""
    paths = openapi()["paths"]
    out = []
    for path, made in paths.items():
        plain = path
        for name in ("id", "report", "name", "key", "job"):
            plain = plain.replace(f"{{{name}}}", "0f")
        plain = plain.replace("{seq}", "1").replace("{format}", "acled").replace("{path}", "README.md")
        out += [(made[m]["operationId"], m, plain) for m in METHODS if m in made]
    return out


EVERY: Final = every()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Person]]:
    """A team's desk over an empty ledger."""
    with team(str(tmp_path_factory.mktemp("roles") / "desk.db")) as made:
        yield made


def may(who: str, operation: str) -> bool:
    """Whether the table lets somebody."""
    return any(operation in LEAST[role].split() for role in WHO[: WHO.index(who) + 1])


def test_the_table_has_every_operation_and_no_other() -> None:
    listed = [o for words in LEAST.values() for o in words.split()]
    assert len(listed) == len(set(listed))
    assert set(listed) == {o["operationId"] for o in operations(openapi())} == set(RULES)


def test_the_rules_are_the_table() -> None:
    for operation, rule in RULES.items():
        least = next(who for who in WHO if operation in LEAST[who].split())
        assert (rule.role or "nobody") == least, operation
        assert rule.public == (operation in PUBLIC), operation


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("operation", "method", "path"), EVERY, ids=[o for o, _, _ in EVERY])
def test_each_role_may_what_the_table_says(people: dict[str, Person], who: str, operation: str, method: str, path: str) -> None:
    if operation in ("log_in", "log_out", STREAM) and may(who, operation):
        return  # they would change who is logged in, or never end
    answer = people[who].ask(method, path.removeprefix("/api/"), **({} if method in SAFE else {"json": {}}))
    refused = answer.status_code in (401, 403) and answer.json()["code"] in REFUSED
    assert refused is not may(who, operation), (answer.status_code, answer.text)
    assert answer.status_code < 500
    if refused:
        assert answer.json()["code"] == ("serve.login" if who == "nobody" else "serve.role")


@pytest.mark.parametrize(("operation", "method", "path"), EVERY, ids=[o for o, _, _ in EVERY])
def test_the_view_for_everybody_changes_nothing(public: TestClient, operation: str, method: str, path: str) -> None:
    if operation == STREAM:
        return
    answer = public.request(method, path, **({} if method in SAFE else {"json": {}}))  # type: ignore[arg-type]
    refused = answer.status_code == 403 and answer.json()["code"] == "serve.role"
    assert refused is not (operation in PUBLIC)
    assert method in SAFE or answer.status_code >= 400


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The view for everybody of an empty ledger."""
    where = str(tmp_path_factory.mktemp("public") / "desk.db")
    Ledger.open(where).close()
    app = create_app(Serving(where, public=True))
    with TestClient(app, base_url=DESK, raise_server_exceptions=False) as made:
        yield made


def test_what_no_rule_tells_of_is_refused_to_everybody(people: dict[str, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[str, Any] = {o: r for o, r in RULES.items() if o != "get_head"}
    monkeypatch.setattr("dateline.serve.security.allowing.RULES", left)
    assert people["admin"].ask("get", "head").status_code == 403
