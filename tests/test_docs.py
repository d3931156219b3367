"""What the documents say holds: their commands run, their links lead somewhere, what is generated is what the code says."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from dateline.pipeline import Kit

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "training" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
CARD: Final = ROOT / "src" / "dateline" / "neural" / "model_card.md"
BLOCK: Final = re.compile(r"^( *)```(console|python)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
SECONDS: Final[int] = 120  # for one command; the first may wait for the gazetteer


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def script(name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands(page: Path) -> Iterator[str]:
    """What a reader of the page is told to run, in order: shell lines of `console` blocks, and `python` blocks without pandas."""
    for _, kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            yield from (line.strip()[2:] for line in body.splitlines() if line.strip().startswith("$ "))
        elif "pandas" not in body:
            yield f"{sys.executable} - <<'PY'\n{body}\nPY"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that looks like the root of the repository and has `./run` and `dateline`, without the installing."""
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    for name in ("run", "dateline"):
        shim = tmp_path / name
        shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m dateline "$@"\n')
        shim.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if any(commands(p))], ids=name_of)
def test_every_command_of_a_page_runs(page: Path, desk: Path, kit: Kit) -> None:
    surroundings = {
        **os.environ,
        "PATH": f"{desk}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]),
    }
    for command in commands(page):
        assert not command.startswith("./run test"), "a test cannot run the tests: show it in a block that is not console"
        done = subprocess.run(
            command, shell=True, cwd=desk, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert "not coded" not in done.stderr, f"{command}\n{done.stderr}"


@pytest.mark.parametrize("page", [*PAGES, CARD], ids=name_of)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_reference_is_what_the_code_says() -> None:
    assert script("generate").stale() == []


def test_the_figures_are_the_pinned_ones() -> None:
    assert script("figures").stale() == []


def test_no_page_of_the_reference_is_left_over() -> None:
    assert {p.name for p in (ROOT / "docs" / "reference").glob("*.md")} == set(script("generate").pages())


@pytest.mark.parametrize("page", [*PAGES, CARD], ids=name_of)
def test_the_python_files_that_a_page_names_are_there(page: Path) -> None:
    named = set(
        re.findall(
            r"(?<![\w/])(?:python )?((?:docs|training|benchmarks|tests|src)/[\w./-]+\.(?:py|md|txt|yaml))",
            page.read_text(encoding="utf-8"),
        )
    )
    own = {n for n in named if not (ROOT / n).exists() and "my-01" not in n}
    assert own == set()
