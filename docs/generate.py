"""Writes docs/reference from the code: the command line, the errors, the ontology, the JSON Lines, the export formats, the desk's API.

usage: python docs/generate.py [--check]      --check compares, names what differs, and ends with status 1

Nothing under docs/reference is typed by hand: tests/test_docs.py holds the committed files to this script's answers.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import yaml
from typer.models import ArgumentInfo, ParameterInfo

from dateline.errors import KINDS
from dateline.knowledge import ontology

FOLDER: Final = Path(__file__).resolve().parent / "reference"
STAMP: Final = "<!-- written by docs/generate.py: change the code, then run it again -->\n"
MEANINGS: Final = Path(__file__).resolve().parent / "fields.yaml"
VIEW: Final = "the filters of a view"
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
    from dateline.cli import app

    out = "# The command line\n\n"
    out += "An error that Dateline knows is printed with its code (errors.md) and ends with status 2. `--help` prints all this too.\n\n"
    return out + "".join(_group(app, "dateline"))


def _group(app: Any, path: str) -> Iterator[str]:
    told = app.registered_callback.callback if app.registered_callback else None
    yield _section(path, inspect.getdoc(told) if told else app.info.help, told)
    for command in app.registered_commands:
        yield _section(f"{path} {command.name or command.callback.__name__}", inspect.getdoc(command.callback), command.callback)
    for group in app.registered_groups:
        yield from _group(group.typer_instance, f"{path} {group.name}")


def _section(path: str, said: str | None, function: Callable[..., object] | None) -> str:
    out = f"{'#' * (1 + len(path.split()))} {path}\n\n{plain(said or '')}\n"
    rows = list(_parameters(function)) if function else []
    return out + (table(("what", "takes", "default", "meaning"), rows) if rows else "")


def _parameters(function: Callable[..., object]) -> Iterator[tuple[str, str, str, str]]:
    """Name, what it takes, its default and its meaning, from the function's own signature."""
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        hint, told, default = hints[name], parameter.default, parameter.default
        if get_origin(hint) is Annotated:
            hint, told = get_args(hint)[:2]
        else:
            default = getattr(told, "default", None)
        if not isinstance(told, ParameterInfo):  # the context that typer hands over
            continue
        many = get_origin(hint) is list
        required = default is inspect.Parameter.empty or default is ...
        if isinstance(told, ArgumentInfo):
            shown = f"`{name.upper()}{'…' if many else ''}`"
        else:
            only = isinstance(told.default, str) and told.default.startswith("-")  # a flag that is named has no opposite
            flag = hint is bool and not only and len(told.param_decls or ()) == 0 and isinstance(default, bool)
            long = f"--{name.replace('_', '-')}"
            names = [*(told.param_decls or ()), *([f"--no-{name}"] if flag else [])]
            shown = ", ".join(f"`{n}`" for n in ([long, *names] if long not in names else names))
        yield (
            shown,
            _takes(hint),
            "required" if required else f"`{getattr(default, 'value', default)}`" if default else "none",
            told.help or "",
        )


def _takes(hint: Any) -> str:
    inner = [a for a in get_args(hint) if a is not type(None)]
    kind = inner[0] if inner else hint
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " ".join(f"`{choice.value}`" for choice in kind)
    return {bool: "nothing", Path: "path", str: "text", int: "number", float: "number"}.get(kind, str(kind))


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
    out += "## Modes of a statement\n\n" + table(
        ("mode", "what counts", "PLOVER"), ((f"`{m.name}`", m.counts, m.plover or "–") for m in o.modes.values())
    )
    counted = ((f"`{m.name}`", "a group of people" if m.people else "a unit", m.counts) for m in o.measures.values())
    out += "## Measures\n\n" + table(("measure", "carries", "what counts"), counted)
    said = ((f"`{s.name}`", "yes" if s.asserts else "no", s.counts) for s in o.statuses.values())
    out += "## Status of a claim\n\n" + table(("status", "says that it took place", "what counts"), said)
    return out + "## Kinds of source\n\n" + table(("kind", "what counts"), ((f"`{v.name}`", v.counts) for v in o.voices.values()))


def lines() -> str:
    """The fields of a line of JSON: their kinds from its schema, their meanings from fields.yaml."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    out = "# The JSON Lines\n\nOne line a report: `dateline code … --format jsonl`. The schema itself is "
    out += "`src/dateline/export/coded.schema.json`. Readers ignore fields that they do not know.\n\n"
    out += 'A field that is there "always" is empty or null where the report does not tell. '
    out += "`start` and `end` count characters of the report's `text`, half-open.\n\n"
    return out + "".join(_object(name, part) for name, part in {"report": schema, **schema.get("$defs", {})}.items())


def _object(name: str, schema: dict[str, Any]) -> str:
    """A part of the record: what it takes from other parts, then a row for each field of its own."""
    parts = [schema, *schema.get("allOf", ())]
    base = ", ".join(_kind(p) for p in parts if "$ref" in p)
    out = f"## {name}\n\n" + (f"Holds the fields of {base} too.\n\n" if base else "")
    meanings = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    rows = []
    for part in parts:
        for field, value in part.get("properties", {}).items():
            told = value.get("description") or meanings.get(f"{name}.{field}") or meanings.get(field) or ""
            rows.append((f"`{field}`", _kind(value), "always" if field in part.get("required", ()) else "where known", told))
    return out + table(("field", "holds", "there", "meaning"), rows) if rows else out


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "const" in schema or "enum" in schema:
        return "one of " + ", ".join("null" if x is None else f"`{x}`" for x in schema.get("enum", [schema.get("const")]))
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(_kind(s) for s in schema[key])
    if "properties" in schema:
        inner = "; ".join(f"`{name}`: {_kind(part)}" for name, part in schema["properties"].items())
        return f"object ({inner})"
    kinds = schema.get("type", "anything")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(f"list of {_kind(schema['items'])}" if k == "array" and "items" in schema else k for k in kinds)


def formats() -> str:
    """Every export format: its columns, what it keeps, and what it loses and why."""
    from dateline.export.registry import FORMATS
    from dateline.export.safety import RULES

    out = "# The export formats\n\n"
    out += "What `dateline export FORMAT` writes, from `src/dateline/export/`. Each export prints how much it lost, by the rules below. "
    out += "How exports are made: [Export](../how-to/export.md).\n\n"
    rows = ((f"`{f.name}`", f.title, _policies(f), f.suffix) for f in FORMATS.values())
    out += table(("format", "what it is", "figures under", "file"), rows)
    out += "## What is taken out of every format\n\n" + _rules(RULES)
    for f in FORMATS.values():
        rules = inspect.getdoc(sys.modules[(f.lines or f.save).__module__]) or ""
        out += f"## {f.name}: {f.title}\n\n**Keeps**: {f.keeps}\n\n"
        out += f"{len(f.columns)} columns: {', '.join(f'`{c}`' for c in f.columns)}.\n\n" if f.columns else ""
        out += f"```text\n{rules}\n```\n\n" + _rules(f.rules)
    return out


def _policies(f: Any) -> str:
    """Whose figures a format holds."""
    told = ", then ".join(f"`{p}`" for p in f.policies)
    return told + ("" if f.bound else " unless asked otherwise") if told else "none: claims stand as they were made"


def _rules(rules: Any) -> str:
    """What is lost and why, as a table."""
    return table(("lost", "why", "what becomes of it"), ((r.noun, r.why, r.fate) for r in rules.values()))


def api() -> str:
    """Every address of the desk's API with what it takes, as the desk describes itself."""
    from dateline.serve.app import openapi
    from dateline.serve.asked import ViewAsked

    told = openapi()
    out = "# The desk's API\n\n" + told["info"]["description"] + "\n\n"
    out += "`dateline serve --openapi` writes the whole description (OpenAPI 3.1), with an example of every answer; a running desk has it "
    out += "at `/api/openapi.json`. Offsets in texts are Unicode code points.\n\n"
    filters = ((f"`{name}`", field.description or "") for name, field in ViewAsked.model_fields.items())
    out += "## The filters of a view\n\n" + table(("parameter", "what it lets through"), filters)
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    for name, some in groups.items():
        rows = [(f"`{method} {path}`", f"`{o['operationId']}`", o["summary"], _taken(o)) for method, path, o in some]
        out += f"## {name.capitalize()}\n\n" + table(("address", "operation", "what it does", "takes"), rows)
    return out


def _taken(operation: dict[str, Any]) -> str:
    """The query parameters of an operation; those of a view under one word."""
    from dateline.serve.asked import ViewAsked

    names = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
    filters = set(ViewAsked.model_fields)
    left = names if not filters <= set(names) else [VIEW, *(n for n in names if n not in filters)]
    return ", ".join(left)


def pages() -> dict[str, str]:
    """The files of docs/reference by name. Without a schema in the package there is no jsonl.md."""
    made: dict[str, Callable[[], str]] = {
        "cli.md": cli,
        "errors.md": errors,
        "ontology.md": words,
        "formats.md": formats,
        "api.md": api,
    }
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
