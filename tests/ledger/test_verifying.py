"""What verify finds: each way to tamper with the log, and the entry that it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from histories import bodies, drafted, fill, shake
from sqlalchemy import Connection, delete, insert, select, update

from dateline.ledger.chain import GENESIS, body_of, commit, link
from dateline.ledger.schema import entries, originals, payloads
from dateline.ledger.store import Store

LAST = 9  # entries of the ledger below


def change_body(connection: Connection) -> None:
    body = connection.scalar(select(payloads.c.body).where(payloads.c.seq == 5))
    connection.execute(update(payloads).where(payloads.c.seq == 5).values(body=body.replace("happened", "denied")))


def change_head(connection: Connection) -> None:
    connection.execute(update(entries).where(entries.c.seq == 4).values(author="person:Eve"))


def take_out(connection: Connection) -> None:
    connection.execute(delete(entries).where(entries.c.seq == 3))


def take_out_payload(connection: Connection) -> None:
    connection.execute(delete(payloads).where(payloads.c.seq == 2))


def change_commitment(connection: Connection) -> None:
    """A payload exchanged together with its commitment: the digest no longer follows."""
    body = body_of({"v": 1, "field": "type", "value": "other", "reason": None})
    connection.execute(update(payloads).where(payloads.c.seq == 6).values(body=body, salt="00"))
    connection.execute(update(entries).where(entries.c.seq == 6).values(commitment=commit("00", body)))


def forge_from(connection: Connection) -> None:
    """A report exchanged for another, and the whole chain from there made anew: its id still tells."""
    row = connection.execute(select(payloads).where(payloads.c.seq == 4)).one()
    body = row.body.replace("Paper", "Forged paper")
    connection.execute(update(payloads).where(payloads.c.seq == 4).values(body=body))
    connection.execute(update(entries).where(entries.c.seq == 4).values(commitment=commit(row.salt, body)))
    before = GENESIS
    for entry in connection.execute(select(entries).order_by(entries.c.seq)).all():
        before = link(before, (entry.seq, entry.kind, entry.subject, entry.author, entry.recorded), entry.commitment)
        connection.execute(update(entries).where(entries.c.seq == entry.seq).values(digest=before))


def change_original(connection: Connection) -> None:
    connection.execute(update(originals).values(body=b"something else"))


def lose_original(connection: Connection) -> None:
    connection.execute(delete(originals))


def turn_clock_back(connection: Connection) -> None:
    connection.execute(update(entries).where(entries.c.seq == 7).values(recorded=1))


def restore(connection: Connection) -> None:
    connection.execute(insert(payloads).values(seq=2, salt="00", body="{}"))


CASES: list[tuple[Callable[[Connection], None], int, str]] = [
    (change_body, 5, "payload is not what was recorded"),
    (change_head, 4, "digest does not follow"),
    (take_out, 4, "entry 3 is missing"),
    (take_out_payload, 2, "no redaction says so"),
    (change_commitment, 6, "digest does not follow"),
    (forge_from, 4, "another report's"),
    (change_original, 1, "another SHA-256"),
    (lose_original, 1, "is gone"),
    (turn_clock_back, 7, "digest does not follow"),
]


@pytest.mark.parametrize(("tamper", "seq", "words"), CASES, ids=lambda c: getattr(c, "__name__", ""))
def test_verify_names_the_first_entry_that_does_not_hold(store: Store, tamper: Callable[..., None], seq: int, words: str) -> None:
    for number in (1, 3, 5):
        store.append(drafted(number), bodies(number))
    assert [e.seq for e in store.entries() if e.kind == "report"] == [1, 4, 7] and store.verify().entries == LAST
    with store.writing() as connection:
        tamper(connection)
    found = store.verify()
    assert found.fault is not None and words in found.fault.what and found.fault.seq == seq


def test_verify_counts_and_shows_how_far_it_is(store: Store) -> None:
    made = fill(store, 4, seed=3)
    shake(store, [d.subject for d in made if d.kind == "claim"], seed=11, steps=30)
    seen: list[int] = []
    found = store.verify(progress=seen.append)
    count = len(list(store.entries()))
    assert (found.fault, found.entries, seen[-1]) == (None, count, count)
    assert found.redacted == sum(e.payload is None for e in store.entries()) > 0


def test_a_digest_kept_elsewhere_shows_whether_the_log_was_cut_or_made_anew(store: Store) -> None:
    fill(store, 2)
    head = store.verify().head
    fill(store, 3)
    assert store.verify(head).holds and store.verify(GENESIS).holds
    assert not store.verify("ab" * 32).holds
    assert store.verify(head).head != head


def test_an_empty_log_holds(store: Store) -> None:
    found = store.verify()
    assert (found.fault, found.entries, found.head) == (None, 0, GENESIS)
