"""Answers that are kept: of one state of the log, no more than there is room for, each worked out once at a time."""

from __future__ import annotations

import asyncio

import pytest

from dateline.serve.answers import Answers, Kept

BODY = b'{"items":["' + b"a" * 4_000 + b'"]}'


def test_answers_of_an_older_state_are_dropped_and_not_taken_in() -> None:
    kept = Answers()
    assert kept.get("one", "map") is None
    kept.put("one", "map", Kept(b"old", False))
    assert kept.get("one", "map") == Kept(b"old", False)
    assert kept.get("two", "map") is None
    kept.put("one", "map", Kept(b"old", False))  # worked out while the log grew
    assert kept.get("two", "map") is None and kept.get("one", "map") is None


@pytest.mark.parametrize(("room", "left"), [(100, ["a", "b", "c"]), (25, ["a", "c"]), (10, ["c"])])
def test_those_asked_for_last_stay(room: int, left: list[str]) -> None:
    kept = Answers(room)
    kept.get("", "")
    for name in "abc":
        kept.put("", name, Kept(b"0123456789", False))
        kept.get("", "a")
    assert [name for name in "abc" if kept.get("", name) is not None] == left


@pytest.mark.parametrize(("body", "packs", "packed"), [(BODY, True, True), (BODY, False, False), (b"{}", True, False)])
@pytest.mark.parametrize("takes", [True, False])
def test_an_answer_is_packed_for_those_who_take_it(body: bytes, packs: bool, packed: bool, takes: bool) -> None:
    kept = Kept.of(body, packs)
    assert kept.packed == packed and (len(kept.body) < len(body)) == packed
    made = kept.response(takes)
    assert (made.headers.get("content-encoding") == "gzip") == (packed and takes)
    assert bytes(made.body) == (kept.body if packed and takes else body)


def test_a_question_is_worked_out_once_at_a_time_and_again_where_that_failed() -> None:
    kept, worked = Answers(), list[int]()

    async def ask(number: int) -> bytes:
        while True:
            found = kept.get("", "map")
            if found is not None:
                return found.body
            async with kept.alone("map") as first:
                if first:
                    worked.append(number)
                    await asyncio.sleep(0.01)
                    if number == 0:
                        raise ValueError
                    kept.put("", "map", Kept(b"map", False))
                    return b"map"

    async def all_of_them() -> list[object]:
        return list(await asyncio.gather(*(ask(n) for n in range(5)), return_exceptions=True))

    found = asyncio.run(all_of_them())
    assert isinstance(found[0], ValueError) and found[1:] == [b"map"] * 4 and worked == [0, 1]
