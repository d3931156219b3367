"""Which names of a claim are those of private persons: victims, witnesses, unnamed and local sources (design section 9).

They are marked when the claim is stored; views and exports withhold them unless a person decides otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

PRIVATE_KINDS: Final = frozenset({"witness"})  # kinds of voice that are private persons whatever they are called
PERSON_RULES: Final = frozenset({"actors.person"})  # coders whose answer is a person's own name
WITHHELD: Final = "(private person)"  # what stands in place of a withheld name


def private_names(act: Mapping[str, Any], claim: Mapping[str, Any]) -> tuple[str, ...]:
    """The private persons' names in an act and a claim as they are written in payloads, each once, in order.

    A witness is private by kind. Someone harmed or harming who is known by a personal name alone, and to whom the tables of
    public actors know no office, is private until a person says otherwise.
    """
    found: dict[str, None] = {}
    for source in claim.get("source", ()):
        if source.get("kind") in PRIVATE_KINDS:
            found.update(dict.fromkeys(_words(source)))
    slots = [act.get(s, ()) for s in ("initiators", "targets", "allies")]
    slots += [claim.get(s) or () for s in ("initiators", "targets", "allies")]
    for who in (w for slot in slots for w in slot):
        if (who.get("basis") or {}).get("coder") in PERSON_RULES:
            found.update(dict.fromkeys(_words(who)))
    return tuple(found)


def _words(named: Mapping[str, Any]) -> list[str]:
    return [w for w in (named.get("name"), named.get("text")) if w]


def withhold(words: str, private: tuple[str, ...]) -> str:
    """The words with every private name replaced, longest first."""
    for name in sorted(private, key=len, reverse=True):
        words = words.replace(name, WITHHELD)
    return words
