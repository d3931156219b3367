"""A check of a value against the part of JSON Schema that coded.schema.json uses; says where the first fault lies."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": (int, float)}
KNOWN = {
    "$schema", "title", "description", "$defs", "$ref", "allOf", "anyOf", "type", "enum", "required", "properties", "items",
    "minimum", "maximum", "minLength", "additionalProperties",
}  # fmt: skip
SCHEMA: dict[str, Any] = json.loads((files("dateline.export") / "coded.schema.json").read_text(encoding="utf-8"))


def faults(value: Any, schema: dict[str, Any] = SCHEMA, at: str = "report") -> list[str]:
    """What is wrong with a value; empty where it fits. An unknown keyword of the schema is a fault of this check."""
    assert not set(schema) - KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], at)
    out = [fault for part in schema.get("allOf", ()) for fault in faults(value, part, at)]
    if "anyOf" in schema and all(faults(value, part, at) for part in schema["anyOf"]):
        out.append(f"{at}: fits none of the forms")
    wanted = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if wanted and not any(isinstance(value, TYPES[t]) and not (isinstance(value, bool) and t != "boolean") for t in wanted):
        return [*out, f"{at}: {type(value).__name__} is not {wanted}"]
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is not one of {schema['enum']}")
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        out.append(f"{at}: {value} is out of range")
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        out.append(f"{at}: too short")
    if isinstance(value, dict):
        out += [f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value]
        out += [
            f
            for name, part in schema.get("properties", {}).items()
            if name in value
            for f in faults(value[name], part, f"{at}.{name}")
        ]
    if isinstance(value, dict) and "additionalProperties" in schema:
        rest, part = value.keys() - schema.get("properties", {}).keys(), schema["additionalProperties"]
        out += [f for name in sorted(rest) for f in faults(value[name], part, f"{at}.{name}")]
    if isinstance(value, list) and "items" in schema:
        out += [f for number, item in enumerate(value) for f in faults(item, schema["items"], f"{at}[{number}]")]
    return out
