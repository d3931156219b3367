"""Logging in, sessions, tokens against other sites, API keys, limits; nothing secret in logs, answers or the database."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from teamed import DESK, Person, beside, found, password_of, team, team_desk

from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.serve.book import accounts, sessions
from dateline.serve.book.book import Book, place_of
from dateline.serve.security.limits import Limit
from dateline.serve.security.limits import place_of as network
from dateline.serve.security.tokens import csrf, digest, is_csrf, key, key_id


@pytest.fixture
def people(where: str, ids: dict[str, str]) -> Iterator[dict[str, Person]]:
    """The people of a team's desk over the small ledger."""
    with team(where) as made:
        yield made


@pytest.fixture
def claim(where: str, ids: dict[str, str]) -> str:
    """A claim of it."""
    with Ledger.open(where) as ledger:
        return ledger.claims()[0].id


def cookies_of(answer: Any) -> dict[str, Any]:
    """The cookies that an answer sets, with their attributes."""
    jar: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return dict(jar)


def test_a_session_is_for_this_site_and_no_script(people: dict[str, Person]) -> None:
    answer = people["nobody"].log_in("coder")
    assert answer.status_code == 200 and answer.json()["name"] == "coder" and "correct_claim" in answer.json()["can"]
    cookies = cookies_of(answer)
    session, shown = cookies["dateline"], cookies["dateline_csrf"]
    assert session["httponly"] and session["samesite"] == "strict" and session["path"] == "/" and not session["secure"]
    assert not shown["httponly"] and shown["samesite"] == "strict" and shown.value == answer.json()["csrf"] == csrf(session.value)
    assert answer.headers["cache-control"] == "no-store" and session.value not in answer.text


def test_over_https_cookies_are_bound_to_the_host(where: str) -> None:
    found(where)
    with TestClient(team_desk(where), base_url="https://desk.example") as client:
        person = Person(client)
        cookies = cookies_of(person.log_in("coder"))
        assert cookies["__Host-dateline"]["secure"] and cookies["dateline_csrf"]["secure"] and "dateline" not in cookies
        assert person.ask("get", "me").json()["name"] == "coder"


def test_a_wrong_password_and_an_unknown_name_look_alike(people: dict[str, Person]) -> None:
    wrong, unknown = people["nobody"].log_in("coder", "another password"), people["nobody"].log_in("nobody at all")
    assert wrong.status_code == unknown.status_code == 401 and wrong.json() == unknown.json()
    assert wrong.json()["code"] == "serve.login" and not cookies_of(wrong)


def test_nobody_is_told_to_log_in(people: dict[str, Person]) -> None:
    nobody = people["nobody"]
    assert nobody.ask("get", "head").status_code == 401
    me = nobody.ask("get", "me").json()
    assert me["needs_login"] and me["can"] == ["get_me", "log_in", "log_out"] and me["csrf"] is None


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "serve.csrf"),
        ("", "serve.csrf"),
        ("0" * 64, "serve.csrf"),
        ("of another session", "serve.csrf"),
        ("own", None),
    ],
)
def test_a_change_bears_the_token_of_its_own_session(
    people: dict[str, Person], claim: str, token: str | None, code: str | None
) -> None:
    coder = people["coder"]
    given = {"own": coder.csrf, "of another session": people["admin"].csrf}.get(token or "", token)
    coder.csrf = None
    headers = {"X-CSRF-Token": given} if given is not None else {}
    answer = coder.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}, headers=headers)
    assert (answer.status_code, answer.json().get("code")) == ((201, None) if code is None else (403, code))


def test_a_token_in_the_cookie_alone_changes_nothing(people: dict[str, Person], claim: str) -> None:
    """Double submit: another site's form brings the cookies along, and no header."""
    coder = people["coder"]
    assert coder.client.cookies["dateline_csrf"] == coder.csrf
    coder.csrf = None
    assert coder.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}).json()["code"] == "serve.csrf"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_changes_and_logins_from_another_site_are_refused(people: dict[str, Person], claim: str, headers: dict[str, str]) -> None:
    answer = people["coder"].ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}, headers=headers)
    assert answer.json()["code"] == "serve.host"
    login = people["nobody"].ask("post", "login", json={"name": "coder", "password": password_of("coder")}, headers=headers)
    assert login.json()["code"] == "serve.host" and not cookies_of(login)


def test_a_session_given_from_outside_is_never_taken_up(where: str) -> None:
    """Session fixation: whoever put a cookie into somebody's browser before they log in is not logged in with them."""
    found(where)
    with TestClient(team_desk(where), base_url=DESK) as client:
        client.cookies.set("dateline", "fixed-by-somebody-else", domain="desk.example")
        answer = Person(client).log_in("coder")
        own = cookies_of(answer)["dateline"].value
        assert own != "fixed-by-somebody-else"
        client.cookies.clear()
        client.cookies.set("dateline", "fixed-by-somebody-else", domain="desk.example")
        assert client.get("/api/head").status_code == 401


def test_a_login_ends_the_session_that_it_came_with(people: dict[str, Person]) -> None:
    coder = people["coder"]
    before = coder.client.cookies["dateline"]
    coder.log_in("reviewer")
    assert coder.client.cookies["dateline"] != before
    coder.client.cookies.clear()
    coder.client.cookies.set("dateline", before, domain="desk.example")
    assert coder.ask("get", "head").status_code == 401


def test_who_logs_out_is_out(people: dict[str, Person]) -> None:
    coder = people["coder"]
    before = coder.client.cookies["dateline"]
    answer = coder.ask("post", "logout")
    assert answer.status_code == 204 and cookies_of(answer)["dateline"]["max-age"] == "0"
    coder.client.cookies.set("dateline", before, domain="desk.example")
    assert coder.ask("get", "head").status_code == 401


def test_sessions_end_by_themselves(where: str) -> None:
    now = [0]
    book = Book.open(place_of(where), lambda: now[0])
    account = accounts.add(book, "ada", "admin", None)
    session = sessions.begin(book, account, None)
    assert sessions.account_of(book, session) == account
    now[0] += sessions.IDLE - 1
    assert sessions.account_of(book, session) is not None  # used, so that it goes on
    now[0] += sessions.IDLE - 1
    assert sessions.account_of(book, session) is not None
    now[0] += sessions.IDLE + 1
    assert sessions.account_of(book, session) is None
    session = sessions.begin(book, account, None)
    for _ in range(sessions.LONGEST // (sessions.IDLE // 2) + 1):
        now[0] += sessions.IDLE // 2
        last = sessions.account_of(book, session)
    assert last is None


@pytest.mark.parametrize(
    "change",
    [
        lambda book: accounts.change(book, "coder", role="reader"),
        lambda book: accounts.change(book, "coder", password="digest"),
        lambda book: accounts.remove(book, "coder"),
    ],
)
def test_who_is_changed_must_log_in_again(people: dict[str, Person], where: str, change: Callable[[Book], object]) -> None:
    assert people["coder"].ask("get", "head").status_code == 200
    change(Book.open(place_of(where)))
    assert people["coder"].ask("get", "head").status_code == 401


def test_a_password_is_changed_by_who_knows_the_old_one(people: dict[str, Person]) -> None:
    coder = people["coder"]
    wrong = coder.ask("post", "password", json={"old": "another password", "new": "a longer password"})
    assert wrong.status_code == 401
    short = coder.ask("post", "password", json={"old": password_of("coder"), "new": "short"})
    assert short.json()["code"] == "serve.account"
    assert coder.ask("post", "password", json={"old": password_of("coder"), "new": "a longer password"}).status_code == 204
    assert coder.ask("get", "head").status_code == 401
    assert coder.log_in("coder").status_code == 401 and coder.log_in("coder", "a longer password").status_code == 200


def test_an_administrator_makes_changes_and_removes_accounts(people: dict[str, Person]) -> None:
    admin, new = people["admin"], people["nobody"]
    given = {"name": "Zoë Quaye", "role": "coder", "password": "a fine password"}
    assert admin.ask("post", "accounts", json=given).status_code == 201
    assert admin.ask("post", "accounts", json={**given, "name": "zoe quaye"}).json()["code"] == "serve.account"
    assert admin.ask("post", "accounts", json={**given, "name": "person:x"}).status_code == 400
    assert new.log_in("ZOË quaye", "a fine password").json()["name"] == "Zoë Quaye"
    assert admin.ask("patch", "accounts/Zoë Quaye", json={"role": "reader"}).json()["role"] == "reader"
    assert admin.ask("patch", "accounts/Zoë Quaye", json={}).status_code == 400
    assert admin.ask("delete", "accounts/Zoë Quaye").json()["active"] is False
    assert new.log_in("Zoë Quaye", "a fine password").status_code == 401
    assert {a["name"]: a["active"] for a in admin.ask("get", "accounts").json()["items"]}["Zoë Quaye"] is False
    assert admin.ask("patch", "accounts/admin", json={"role": "reader"}).json()["code"] == "serve.account"
    assert admin.ask("delete", "accounts/admin").status_code == 409
    assert admin.ask("patch", "accounts/nobody", json={"role": "reader"}).status_code == 409


def test_a_key_does_what_its_role_may_and_no_more(people: dict[str, Person], claim: str) -> None:
    reviewer, nobody = people["reviewer"], people["nobody"]
    made = reviewer.ask("post", "keys", json={"name": "nightly", "role": "reader", "days": 30}).json()
    bearer = {"Authorization": f"Bearer {made['key']}"}
    assert nobody.ask("get", "head", headers=bearer).json()["me"]["role"] == "reader"
    change = nobody.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}, headers=bearer)
    assert change.json()["code"] == "serve.role"
    more = nobody.ask("post", "keys", json={"name": "more", "role": "reviewer"}, headers=bearer)
    assert more.json()["code"] == "serve.role"  # a key makes no key that may more than itself
    coder = reviewer.ask("post", "keys", json={"name": "coding", "role": "coder"}).json()
    own = {"Authorization": f"Bearer {coder['key']}"}
    done = nobody.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}, headers=own)
    assert done.status_code == 201 and done.json()["author"] == "person:reviewer"  # no token: no browser sends it by itself
    assert [k["name"] for k in reviewer.ask("get", "keys").json()["items"]] == ["nightly", "coding"]
    assert made["key"] not in reviewer.ask("get", "keys").text
    assert reviewer.ask("post", "keys", json={"name": "x", "role": "admin"}).json()["code"] == "serve.role"
    assert people["coder"].ask("delete", f"keys/{made['id']}").status_code == 404
    assert reviewer.ask("delete", f"keys/{made['id']}").status_code == 204
    assert nobody.ask("get", "head", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer x", "Bearer dk_0_", "Bearer dk_00_x", "Basic YTpi", "Bearer dk_{id}_wrong"]
)
def test_what_is_no_key_is_refused(people: dict[str, Person], given: str) -> None:
    id = people["coder"].ask("post", "keys", json={"name": "x"}).json()["id"]
    answer = people["nobody"].ask("get", "head", headers={"Authorization": given.replace("{id}", id)})
    assert answer.status_code == 401


def test_who_guesses_is_slowed_down(people: dict[str, Person]) -> None:
    nobody = people["nobody"]
    for _ in range(5):
        assert nobody.log_in("coder", "a guess at it").status_code == 401
    held = nobody.log_in("coder")
    assert held.status_code == 429 and held.json()["code"] == "serve.often" and int(held.headers["retry-after"]) > 0
    assert nobody.log_in("reviewer").status_code == 200  # others may


def test_who_writes_too_often_is_slowed_down(people: dict[str, Person], claim: str) -> None:
    coder = people["coder"]
    coder.client.app.state.desk.gate.writes.most = 3  # type: ignore[attr-defined]
    codes = [coder.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}).status_code for _ in range(4)]
    assert codes == [201, 201, 201, 429] and coder.ask("get", "head").status_code == 200


def test_a_limit_counts_over_its_stretch() -> None:
    now = [0.0]
    limit = Limit(2, 10, lambda: now[0])
    limit.take("ada")
    limit.take("ada")
    with pytest.raises(DatelineError, match=r"serve\.often"):
        limit.take("ada")
    limit.take("ben")
    now[0] = 10.5
    limit.take("ada")


@pytest.mark.parametrize(
    ("address", "place"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"), (None, ""), ("testclient", "testclient")],
)
def test_an_address_of_ipv6_stands_for_its_network(address: str | None, place: str) -> None:
    assert network(address) == place


def test_no_secret_is_logged_or_kept(where: str, ids: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with team(where) as people:
        coder = people["coder"]
        made = coder.ask("post", "keys", json={"name": "nightly"}).json()["key"]
        coder.ask("get", "head", headers={"Authorization": f"Bearer {made}"})
        people["nobody"].log_in("coder", "a wrong password")
        secrets = [password_of("coder"), "a wrong password", made, coder.client.cookies["dateline"], str(coder.csrf)]
        people["admin"].client.app.state.desk.ledger.claims = lambda *_: 1 / 0  # type: ignore[attr-defined]
        assert coder.ask("get", "claims", headers={"Authorization": f"Bearer {made}"}).status_code == 500
    kept = b"".join(p.read_bytes() for p in Path(where).parent.iterdir() if p.is_file())
    assert "ZeroDivisionError" in caplog.text
    for secret in secrets:
        assert secret not in caplog.text and secret.encode() not in kept


def test_the_database_is_for_who_runs_the_desk(where: str) -> None:
    found(where)
    path = beside(where, "desk.desk.db")
    assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as connection:
        kept = [row[0] for row in connection.execute("select password from desk_accounts")]
    assert all(p.startswith("$argon2id$") for p in kept)


@pytest.mark.parametrize(("ledger", "own", "place"), [
    ("a/b.db", None, "a/b.desk.db"), ("sqlite:///a/b.db", None, "a/b.desk.db"), ("a/b.db", "c.db", "c.db"),
    ("postgresql://h/x", None, "postgresql://h/x"), ("postgresql://h/x", "c.db", "c.db"),
])  # fmt: skip
def test_accounts_are_kept_beside_the_ledger(ledger: str, own: str | None, place: str) -> None:
    assert place_of(ledger, own) == place


def test_tokens_are_told_apart() -> None:
    id, secret = key()
    assert key_id(secret) == id and key_id("dk__") is None and key_id("") is None and len(digest(secret)) == 64
    assert is_csrf("session", csrf("session")) and not is_csrf("session", csrf("other")) and not is_csrf("session", None)
    assert not is_csrf("session", "\udcff")


def test_a_desk_of_one_person_has_no_accounts(client: TestClient) -> None:
    me = client.get("/api/me").json()
    assert me["name"] == "ada" and me["role"] == "admin" and me["csrf"] is None and not me["needs_login"]
    for method, path in (("post", "login"), ("get", "accounts"), ("get", "keys"), ("post", "password")):
        body = {} if method == "get" else {"json": {"name": "a", "password": "b", "old": "a", "new": "b"}}
        assert client.request(method, f"/api/{path}", **body).status_code in (400, 404)  # type: ignore[arg-type]


def test_what_people_do_bears_their_name(people: dict[str, Person], claim: str) -> None:
    coder, reviewer = people["coder"], people["reviewer"]
    made = coder.ask("post", f"claims/{claim}/corrections", json={"field": "status", "value": "doubted"}).json()
    assert made["author"] == "person:coder"
    history = people["reader"].ask("get", f"claims/{claim}/history").json()["items"]
    assert [(i["what"], i["can_undo"]) for i in history] == [("coded", False), ("corrected", False)]
    theirs = reviewer.ask("post", f"claims/{claim}/judgements", json={"verdict": "right"}).json()
    assert coder.ask("post", f"entries/{theirs['seq']}/undo", json={}).json()["code"] == "serve.role"
    assert coder.ask("post", f"entries/{made['seq']}/undo", json={}).status_code == 201
    assert reviewer.ask("post", f"entries/{theirs['seq']}/undo", json={}).status_code == 201
    assert coder.ask("post", f"claims/{claim}/withdraw", json={}).json()["code"] == "serve.role"
    assert people["reader"].ask("get", f"claims/{claim}?private=true").json()["code"] == "serve.role"
    assert coder.ask("get", f"claims/{claim}?private=true").status_code == 200
    assert coder.ask("get", "exports/acled?private=true").json()["code"] == "serve.role"
    assert coder.ask("get", "victims?private=true").json()["code"] == "serve.role"
