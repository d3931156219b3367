"""Blind double coding: nobody sees another's work, what is handed in stays, and agreement is told once all have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from desktold import PRIVATE, TOWN
from starlette.testclient import TestClient
from teamed import Person, team

from dateline.serve.book import accounts
from dateline.serve.book.book import Book, place_of
from dateline.serve.security import passwords

FELL: dict[str, Any] = {
    "type": "non_state_actor_overtakes_territory", "initiators": ["Islamic State"], "places": [TOWN], "when": "2016-12-11",
    "claims": [{"words": "Islamic State fighters took Palmyra on Sunday", "source": ["Syrian Observatory for Human Rights"]}],
}  # fmt: skip
KILLED: dict[str, Any] = {
    "type": "armed_clash", "claims": [{"words": "More than 40 soldiers were killed", "quantities": [{"measure": "killed", "low": 41, "best": 41}]}],
}  # fmt: skip
SECRET = "armed_clash"


@pytest.fixture
def people(where: str, ids: dict[str, str]) -> Iterator[dict[str, Person]]:
    """The people of a team's desk, and a second coder."""
    with team(where) as made:
        book = Book.open(place_of(where))
        accounts.add(book, "Ben", "coder", passwords.hashed("the secret of Ben"))
        made["Ben"] = Person(TestClient(made["nobody"].client.app, base_url=str(made["nobody"].client.base_url)))
        made["Ben"].log_in("Ben")
        yield made


@pytest.fixture
def batch(people: dict[str, Person], ids: dict[str, str]) -> str:
    """A batch of two reports and two coders."""
    body = {"name": "December", "reports": [ids["fall"], ids["denial"], ids["fall"]], "coders": ["coder", "ben"]}
    made = people["reviewer"].ask("post", "batches", json=body)
    assert made.status_code == 201, made.text
    assert [(c["name"], c["reports"]) for c in made.json()["coders"]] == [("coder", 2), ("Ben", 2)]
    return str(made.json()["id"])


def hand_in(person: Person, batch: str, report: str, *events: dict[str, Any]) -> Any:
    """Hands a coding in."""
    return person.ask("post", f"batches/{batch}/reports/{report}", json={"events": list(events)})


def test_each_codes_all_reports_and_sees_nobody_elses_work(people: dict[str, Person], batch: str, ids: dict[str, str]) -> None:
    coder, ben = people["coder"], people["Ben"]
    first = coder.ask("get", f"batches/{batch}/next").json()
    assert first["report"]["id"] == ids["fall"] and first["machine"] is None and first["draft"] is None and first["done"] == 0
    assert not {"told", "spans", "claims"} & first["report"].keys()
    draft = {"events": [KILLED]}
    assert coder.ask("put", f"batches/{batch}/reports/{ids['fall']}/draft", json=draft).status_code == 204
    assert SECRET in coder.ask("get", f"batches/{batch}/next").text
    for address in (f"batches/{batch}/next", f"batches/{batch}", "batches"):
        assert SECRET not in ben.ask("get", address).text
    assert hand_in(coder, batch, ids["fall"], FELL, KILLED).json() == {"done": 1, "reports": 2}
    assert coder.ask("get", f"batches/{batch}/next").json()["report"]["id"] == ids["denial"]
    for address in (f"batches/{batch}/next", f"batches/{batch}", "batches", "queue", "claims?private=true", "events"):
        assert SECRET not in ben.ask("get", address).text
    assert ben.ask("get", f"batches/{batch}").json()["mine"] == {"done": 0, "reports": 2}
    assert ben.ask("get", f"batches/{batch}/agreement").json()["code"] == "serve.role"
    assert people["reviewer"].ask("get", f"batches/{batch}/agreement").json()["code"] == "serve.batch"


def test_the_text_is_whole_for_who_codes_it(people: dict[str, Person], batch: str, ids: dict[str, str]) -> None:
    hand_in(people["coder"], batch, ids["fall"], FELL)
    assert PRIVATE in people["coder"].ask("get", f"batches/{batch}/next").json()["report"]["text"]


def test_what_is_handed_in_stays(people: dict[str, Person], batch: str, ids: dict[str, str]) -> None:
    coder = people["coder"]
    assert hand_in(coder, batch, ids["fall"], {**FELL, "type": "nonsense"}).json()["code"] == "ledger.record"
    assert hand_in(coder, batch, ids["fall"], FELL).status_code == 201
    assert hand_in(coder, batch, ids["fall"], KILLED).json()["code"] == "serve.batch"
    late = coder.ask("put", f"batches/{batch}/reports/{ids['fall']}/draft", json={"events": [KILLED]})
    assert late.json()["code"] == "serve.batch"


def test_only_its_coders_code_in_a_batch(people: dict[str, Person], batch: str, ids: dict[str, str]) -> None:
    for who, status in (("admin", 403), ("reviewer", 403)):
        assert hand_in(people[who], batch, ids["fall"], FELL).status_code == status
        assert people[who].ask("get", f"batches/{batch}/next").status_code == status
        assert people[who].ask("get", f"batches/{batch}").status_code == 200
    assert hand_in(people["coder"], batch, ids["after"], FELL).status_code == 404
    assert (
        hand_in(people["coder"], batch, "zz", FELL).status_code == 404
        and people["coder"].ask("get", "batches/none").status_code == 404
    )


def test_agreement_is_told_and_codings_are_adopted_once_all_are_in(
    people: dict[str, Person], batch: str, ids: dict[str, str]
) -> None:
    coder, ben, reviewer = people["coder"], people["Ben"], people["reviewer"]
    hand_in(coder, batch, ids["fall"], FELL, KILLED)
    hand_in(ben, batch, ids["fall"], FELL)
    adopt = f"batches/{batch}/reports/{ids['fall']}/adopt"
    assert reviewer.ask("post", adopt, json={"coder": "coder"}).json()["code"] == "serve.batch"
    hand_in(coder, batch, ids["denial"])
    hand_in(ben, batch, ids["denial"])
    assert (
        coder.ask("get", f"batches/{batch}/next").json()["report"] is None and coder.ask("get", f"batches/{batch}").json()["closed"]
    )
    (pair,) = reviewer.ask("get", f"batches/{batch}/agreement").json()["pairs"]
    fields = {f["field"]: f for f in pair["fields"]}
    assert (pair["left"], pair["right"], pair["reports"]) == ("coder", "Ben", 2)
    assert (fields["event"]["both"], fields["event"]["only_left"]) == (1, 1) and fields["event"]["f1"] == pytest.approx(2 / 3)
    assert fields["place"]["f1"] == 1.0 and fields["type"]["compared"] == 1
    assert standing(reviewer, batch) == [
        ("fall", False, [("coder", 2, None), ("Ben", 1, None)]),
        ("denial", True, [("coder", 0, None), ("Ben", 0, None)]),
    ]
    made = reviewer.ask("post", adopt, json={"coder": "CODER"})
    assert made.status_code == 201 and len(made.json()["claims"]) == 2
    claim = reviewer.ask("get", f"claims/{made.json()['claims'][0]}").json()
    assert claim["author"] == "person:coder"
    assert standing(reviewer, batch)[0] == ("fall", False, [("coder", 2, "recorded"), ("Ben", 1, None)])
    for id in made.json()["claims"]:
        reviewer.ask("post", f"claims/{id}/withdraw", json={})
    assert standing(reviewer, batch)[0] == ("fall", False, [("coder", 2, "withdrawn"), ("Ben", 1, None)])
    assert reviewer.ask("post", adopt, json={"coder": "nobody"}).json()["code"] == "serve.batch"


def standing(person: Person, batch: str) -> list[tuple[str, bool, list[tuple[str, int, str | None]]]]:
    """The reports of a batch by name: whether its coders agree, and of each what was coded and whether it is in the record."""
    told = person.ask("get", f"batches/{batch}/agreement").json()["reports"]
    names = {r["id"]: r["name"] for r in person.ask("get", "reports").json()["items"]}
    return [(names[r["report"]], r["agreed"], [(c["coder"], c["claims"], c["adopted"]) for c in r["codings"]]) for r in told]


@pytest.mark.parametrize(
    ("other", "agreed"),
    [
        (FELL, True), ({**FELL, "when": "2016-12-10"}, False), ({**FELL, "places": []}, False), ({**FELL, "initiators": ["Amaq"]}, False),
        ({**FELL, "claims": [{**FELL["claims"][0], "status": "denied"}]}, False), ({**FELL, "weapons": ["rifles"]}, False),
        ({**FELL, "allies": ["Amaq"]}, False), ({**FELL, "control": [{"place": "Palmyra", "to": "Islamic State"}]}, False),
    ],
)  # fmt: skip
def test_coders_agree_on_a_report_where_nothing_differs(
    people: dict[str, Person], ids: dict[str, str], other: dict[str, Any], agreed: bool
) -> None:
    body = {"name": "one report", "reports": [ids["fall"]], "coders": ["coder", "ben"]}
    batch = people["reviewer"].ask("post", "batches", json=body).json()["id"]
    hand_in(people["coder"], batch, ids["fall"], FELL)
    hand_in(people["Ben"], batch, ids["fall"], other)
    ((_, found, codings),) = standing(people["reviewer"], batch)
    assert found is agreed and [c[1] for c in codings] == [1, 1]


def test_a_batch_may_show_what_was_coded_before(people: dict[str, Person], ids: dict[str, str]) -> None:
    body = {"name": "shown", "reports": [ids["fall"]], "coders": ["coder"], "shows_machine": True}
    batch = people["reviewer"].ask("post", "batches", json=body).json()["id"]
    shown = people["coder"].ask("get", f"batches/{batch}/next").json()["machine"]
    assert shown[0]["type"] == "non_state_actor_overtakes_territory"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "x", "reports": ["{fall}"], "coders": ["nobody"]}, 409), ({"name": "x", "reports": ["{fall}"], "coders": ["ben", "BEN"]}, 409),
        ({"name": "x", "reports": ["none"], "coders": ["ben"]}, 404), ({"name": "x", "reports": [], "coders": ["ben"]}, 400),
        ({"name": "", "reports": ["{fall}"], "coders": ["ben"]}, 400),
    ],
)  # fmt: skip
def test_a_batch_that_cannot_be_made(people: dict[str, Person], ids: dict[str, str], body: dict[str, Any], status: int) -> None:
    body = {**body, "reports": [r.format(**{"fall": ids["fall"]}) for r in body["reports"]]}
    assert people["reviewer"].ask("post", "batches", json=body).status_code == status


def test_what_is_redacted_leaves_batches_too(people: dict[str, Person], batch: str, ids: dict[str, str], where: str) -> None:
    said = {"type": "air_strike", "claims": [{"words": f"{PRIVATE}, a teacher"}], "initiators": [PRIVATE]}
    hand_in(people["coder"], batch, ids["denial"], said)
    seen = people["admin"].ask("post", "redactions/preview", json={"names": [PRIVATE]}).json()
    done = people["admin"].ask("post", "redactions", json={"names": [PRIVATE], "entries": seen["entries"]})
    assert done.status_code == 201
    assert people["coder"].ask("get", f"batches/{batch}").json()["reports"] == 1
    with Book.open(place_of(where)).reading() as connection:
        assert connection.exec_driver_sql("select count(*) from desk_codings").scalar() == 0


def test_one_person_may_have_batches_too(client: TestClient, ids: dict[str, str]) -> None:
    made = client.post("/api/batches", json={"name": "x", "reports": [ids["fall"]], "coders": ["ada", "Ben (paper)"]})
    assert made.status_code == 201 and made.json()["mine"] == {"done": 0, "reports": 1}
    assert client.get(f"/api/batches/{made.json()['id']}/next").json()["report"]["id"] == ids["fall"]
