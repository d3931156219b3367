"""What changed from one release to the next: added, revised (which fields, from what to what), withdrawn. Pure: records in, changes out.

An incident or a claim that goes on under another id (merged, split, coded again) is revised: its `id` is what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dateline.export.incidents import cell

Row = Mapping[str, Any]
Follow = Callable[[str], Sequence[str]]
COLUMNS: Final = ("change", "what", "id", "id_before", "incident", "field", "old", "new", "why")
NOT_COMPARED: Final = frozenset(
    {"incident", "claim", "events", "accounts", "recorded", "coder", "model_version", "codebook_version"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed. `id` is today's ("" if withdrawn), `before` the one of the release before ("" if added).

    `field` with its `old` and `new` value, as cells, where something was revised; "id" for what goes on under another.
    """

    change: Literal["added", "revised", "withdrawn"]
    what: Literal["incident", "claim"]
    id: str
    before: str
    field: str = ""
    old: str = ""
    new: str = ""


def accounts(incidents: Iterable[Row]) -> dict[str, Row]:
    """The claims of incidents by their ids."""
    return {a["claim"]: a for i in incidents for a in i["accounts"]}


def compared(
    what: Literal["incident", "claim"], old: Mapping[str, Row], new: Mapping[str, Row], follow: Follow
) -> Iterator[Difference]:
    """The differences in the order of the new release, then what was withdrawn in that of the old one.

    `follow` gives the ids of the new release that an old one goes on under; none: withdrawn.
    """
    onward = {id: tuple(x for x in dict.fromkeys(follow(id)) if x in new) for id in old}
    came_from: dict[str, list[str]] = {}
    for id, found in onward.items():
        for x in found:
            came_from.setdefault(x, []).append(id)
    for id, row in new.items():
        before = came_from.get(id)
        if before is None:
            yield Difference("added", what, id, "")
            continue
        main = id if id in before else before[0]
        yield from (Difference("revised", what, id, b, "id", b, id) for b in before if b != id)
        yield from _fields(what, (id, main), old[main], row)
    yield from (Difference("withdrawn", what, "", id) for id, found in onward.items() if not found)


def _fields(what: Literal["incident", "claim"], ids: tuple[str, str], old: Row, new: Row) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        if name not in NOT_COMPARED and old.get(name) != new.get(name):
            yield Difference("revised", what, *ids, name, shown(old.get(name), name), shown(new.get(name), name))
    if what == "claim" and old["incident"] != new["incident"]:
        yield Difference("revised", what, *ids, "incident", old["incident"], new["incident"])


def shown(value: Any, name: str) -> str:
    """A value as one cell; figures of claims in short."""
    if isinstance(value, list):
        return cell([_figure(v) if isinstance(v, Mapping) else v for v in value], name)
    return cell(value, name)


def _figure(f: Row) -> str:
    numbers = ", ".join(f"{end} {cell(f[end])}" for end in ("low", "best", "high") if f[end] is not None)
    return f"{f['measure']} {f['unit']} “{f['figure_words']}” ({numbers or 'no number'})"


def onward_claims(old: Mapping[str, Row], new: Mapping[str, Row], successor: Callable[[str], str | None]) -> Follow:
    """Under which claims of the new release an old one goes on: itself, or the one that answers for it."""

    def follow(id: str) -> Sequence[str]:
        if id in new:
            return (id,)
        found = successor(id)
        return (found,) if found is not None else ()

    return follow


def onward_incidents(
    old: Mapping[str, Row], new: Mapping[str, Row], claims: Follow, redirect: Callable[[str], str | None]
) -> Follow:
    """Under which incidents an old one goes on: those that hold its claims or events today, else where its id leads."""
    by_claim = {a["claim"]: id for id, row in new.items() for a in row["accounts"]}
    by_event = {e: id for id, row in new.items() for e in row["events"]}

    def follow(id: str) -> Sequence[str]:
        row = old[id]
        held = [by_claim[c] for a in row["accounts"] for c in claims(a["claim"]) if c in by_claim]
        found = [*held, *(by_event[e] for e in row["events"] if e in by_event)]
        if found:
            return found
        today = redirect(id)
        return (today,) if today is not None else ()

    return follow
