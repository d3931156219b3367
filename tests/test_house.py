"""The house rules of the design that a machine can check: sizes, docstrings, purity, words that never stand in the project."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "dateline").rglob("*.py"))
MAX_FILE, MAX_FUNCTION, MAX_PARAMETERS = 400, 60, 6  # lines, lines, names
IMPURE = {"time", "random", "secrets", "socket", "urllib", "requests", "httpx", "os"}
NEVER = re.compile(r"(?<![\w.])/(?:work|farm|root)/|\b(?:chat ?gpt|anthropic|openai codex)\b", re.IGNORECASE)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_source_file_keeps_the_house_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    faults = [f"{len(text.splitlines())} lines"] if len(text.splitlines()) > MAX_FILE else []
    if ast.get_docstring(tree) is None:
        faults.append("no module docstring")
    for node in functions(tree):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        names = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        names = [a for a in names if a.arg not in ("self", "cls")]
        if length > MAX_FUNCTION:
            faults.append(f"{node.name}: {length} lines")
        if len(names) > MAX_PARAMETERS:
            faults.append(f"{node.name}: {len(names)} parameters")
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and ast.get_docstring(node) is None:  # type: ignore[arg-type]
            faults.append(f"{node.name}: no docstring")  # type: ignore[union-attr]
    assert not faults


@pytest.mark.parametrize("part", ["read", "coding", "records"])
def test_reading_and_coding_are_pure(part: str) -> None:
    for path in (ROOT / "src" / "dateline" / part).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {n.split(".")[0] for n in names} & IMPURE, path
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow"):
                pytest.fail(f"{path} reads a clock")


def project_files() -> list[Path]:
    """The files that git knows or would take; where git is not here, those that do not stand in a folder of built things."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    if shutil.which("git"):
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if listed.returncode == 0:
            return [ROOT / name for name in listed.stdout.splitlines()]
    built = re.compile(r"/(?:\.[^/]*|__pycache__|build|dist|out)/")
    return [p for p in ROOT.rglob("*") if not built.search(f"/{p.relative_to(ROOT).as_posix()}")]


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    for path in project_files():
        if (
            path.suffix in {".onnx", ".npz", ".png", ".svg"}
            or path.name == "tokenizer.json"
            or not path.is_file()
            or path == Path(__file__)
        ):
            continue
        found = NEVER.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_the_package_imports_fast_and_loads_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import dateline, sys; print('onnxruntime' in sys.modules, 'numpy' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["False", "False"]
