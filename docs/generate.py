"""Writes docs/reference from the code: the command line, the errors, the ontology, the JSON Lines.

usage: python docs/generate.py [--check]      --check compares, names what differs, and ends with status 1

Nothing under docs/reference is typed by hand: tests/test_docs.py holds the committed files to this script's answers.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from dateline.errors import KINDS
from dateline.knowledge import ontology

FOLDER: Final = Path(__file__).resolve().parent / "reference"
STAMP: Final = "<!-- written by docs/generate.py: change the code, then run it again -->\n"
SCHEMA: Final = files("dateline") / "export" / "coded.schema.json"


def cell(text: object) -> str:
    """Text that a cell of a Markdown table takes as it is."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table, closed by an empty line."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([cell(c) for c in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def plain(text: str) -> str:
    """Help text without the marks of its styling; the examples as a block of code."""
    said, _, examples = re.sub(r"\[/?bold\]", "", text).partition("Example")
    lines = [x.strip() for x in examples.partition(":")[2].splitlines() if x.strip()]
    block = "```\n" + "\n".join(lines) + "\n```\n" if lines else ""
    return f"{' '.join(said.split())}\n\n{block}"


def cli() -> str:
    """Every command with its arguments and options, as the command line itself declares them."""
    import typer.main

    from dateline.cli import app

    out = "# The command line\n\n"
    out += "An error that Dateline knows is printed with its code (errors.md) and ends with status 2. `--help` prints all this too.\n\n"
    return out + "".join(_command(typer.main.get_command(app), "dateline"))


def _command(command: Any, path: str) -> Iterator[str]:
    children = getattr(command, "commands", {})
    yield f"{'#' * (1 + len(path.split()))} {path}\n\n{plain(command.help or '')}\n"
    rows = [r for p in command.params if (r := _parameter(p))]
    if rows:
        yield table(("what", "takes", "default", "meaning"), rows)
    for name, child in children.items():
        yield from _command(child, f"{path} {name}")


def _parameter(p: Any) -> tuple[str, str, str, str] | None:
    if p.param_type_name == "argument":
        name = f"`{p.name.upper()}{'…' if p.nargs == -1 else ''}`"
        return name, "file or text", "required" if p.required else "none", p.help or ""
    choices = getattr(p.type, "choices", None)
    takes = " ".join(f"`{getattr(c, 'value', c)}`" for c in choices) if choices else "nothing" if p.is_flag else p.type.name
    default = getattr(p.default, "value", p.default)
    shown = "required" if p.required else "none" if default in (None, False) or callable(default) else f"`{default}`"
    return ", ".join(f"`{o}`" for o in (*p.opts, *p.secondary_opts)), takes, shown, p.help or ""


def errors() -> str:
    """Every error raised on purpose."""
    out = "# Errors\n\nOne line an error: the code that scripts may rely on, what it means, and the way out.\n\n"
    return out + table(("code", "meaning", "way out"), ((f"`{k.code}`", k.meaning, k.way_out) for k in KINDS.values()))


def words() -> str:
    """The closed lists of the codebook, with their crosswalks."""
    o = ontology.load()
    out = "# The ontology\n\nThe closed lists that reports are coded into, from `src/dateline/knowledge/ontology/*.yaml`.\n\n"
    out += "## Types of event\n\nThe crosswalk names what each type is called elsewhere; a dash stands where a scheme has none. "
    out += "UCDP: the types of violence that such an event may be part of if it kills.\n\n"
    rows = (
        (
            f"`{t.name}`",
            t.counts,
            " / ".join(x for x in (t.acled_event, t.acled_sub_event) if x) or "–",
            " / ".join(x for x in (t.plover, t.plover_mode) if x) or "–",
            ", ".join(t.ucdp) or "–",
        )
        for t in o.types.values()
    )
    out += table(("type", "what counts", "ACLED", "PLOVER", "UCDP GED"), rows)
    out += "## Modes of a statement\n\n" + table(("mode", "what counts", "PLOVER"), ((f"`{m.name}`", m.counts, m.plover or "–") for m in o.modes.values()))
    counted = ((f"`{m.name}`", "a group of people" if m.people else "a unit", m.counts) for m in o.measures.values())
    out += "## Measures\n\n" + table(("measure", "carries", "what counts"), counted)
    said = ((f"`{s.name}`", "yes" if s.asserts else "no", s.counts) for s in o.statuses.values())
    out += "## Status of a claim\n\n" + table(("status", "says that it took place", "what counts"), said)
    return out + "## Kinds of source\n\n" + table(("kind", "what counts"), ((f"`{v.name}`", v.counts) for v in o.voices.values()))


def lines() -> str:
    """The fields of a line of JSON, from its schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    out = "# The JSON Lines\n\nOne line a report: `dateline code … --format jsonl`. The schema itself is "
    out += "`src/dateline/export/coded.schema.json`. Readers ignore fields that they do not know.\n\n"
    out += f"{schema.get('description', '')}\n\n"
    named = schema.get("$defs", {})
    out += _object("report", schema)
    return out + "".join(_object(name, part) for name, part in named.items())


def _object(name: str, schema: dict[str, Any]) -> str:
    if "properties" not in schema:
        return f"## {name}\n\n{_kind(schema)}. {schema.get('description', '')}\n\n"
    said = schema.get("description", "") if name != "report" else ""
    must = set(schema.get("required", ()))
    rows = ((f"`{k}`", _kind(v), "always" if k in must else "where known", v.get("description", "")) for k, v in schema["properties"].items())
    return f"## {name}\n\n{said}{chr(10) * 2 if said else ''}" + table(("field", "holds", "there", "meaning"), rows)


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "const" in schema or "enum" in schema:
        return "one of " + ", ".join(f"`{json.dumps(x)}`" for x in schema.get("enum", [schema.get("const")]))
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(_kind(s) for s in schema[key])
    kinds = schema.get("type", "anything")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(f"list of {_kind(schema['items'])}" if k == "array" and "items" in schema else k for k in kinds)


def pages() -> dict[str, str]:
    """The files of docs/reference by name. Without a schema in the package there is no jsonl.md."""
    made: dict[str, Callable[[], str]] = {"cli.md": cli, "errors.md": errors, "ontology.md": words}
    if SCHEMA.is_file():
        made["jsonl.md"] = lines
    return {name: STAMP + make().rstrip("\n") + "\n" for name, make in made.items()}


def stale() -> list[str]:
    """The names of the committed files that are not what the code says."""
    kept = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.md")}
    return sorted(name for name, text in pages().items() if kept.get(name) != text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        for name in stale():
            print(f"docs/reference/{name} is not what the code says; run: python docs/generate.py")
        return 1 if stale() else 0
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
