"""Files of every kind, and hostile ones: each gives its reports, or an error with a code; nothing else ever comes out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import KINDS, DatelineError
from dateline.ingest import documents
from dateline.read import Given, read_bytes, read_path, read_record, read_text
from dateline.read.bytes import unwrap
from dateline.records import Document, Rejected
from dateline.settings import Settings

STORY = "The army left the old town on Wednesday, and the rebels who had been waiting in the hills came in."


def only(data: bytes, suffix: str, **more: object) -> Document | Rejected:
    (found,) = read_bytes(data, suffix, name=f"story{suffix}", **more)  # type: ignore[arg-type]
    return found


def code_of(data: bytes, suffix: str) -> str | None:
    try:
        found = list(read_bytes(data, suffix, name="x"))
    except DatelineError as error:
        return error.code
    return next((f.code for f in found if isinstance(f, Rejected)), None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_common_encodings_are_read(encoding: str) -> None:
    found = only(f"{STORY} Fouché said so.\r\nIt is true.".encode(encoding), ".txt")
    assert isinstance(found, Document) and found.text == f"{STORY} Fouché said so.\nIt is true."


HOSTILE = [
    ("binary", bytes(range(256)) * 40, ".txt", "read.encoding"),
    ("a PDF", b"%PDF-1.7 ...", ".txt", "read.format"),
    ("a zip named .txt", b"PK\x03\x04" + b"\x00" * 400, ".txt", "read.format"),
    ("nothing", b"", ".txt", "read.empty"),
    ("white space", b" \n\t\n", ".md", "read.empty"),
    ("points only", b"... --- !!!", ".txt", "read.empty"),
    ("a 5 MB line", b"word " * 1_000_000, ".txt", "read.too_large"),
    ("a 5 MB line of JSON", b'{"text": "' + b"word " * 1_000_000 + b'"}', ".jsonl", "read.too_large"),
    ("a broken line", b'{"text": "abc', ".jsonl", "read.json"),
    ("a list", b"[1, 2]", ".jsonl", "read.json"),
    ("no text", b'{"id": "a"}', ".jsonl", "read.json"),
    ("deep JSON", b"[" * 100_000, ".jsonl", "read.json"),
    ("a bad date", b'{"text": "The army fled.", "published": "last week"}', ".jsonl", "read.date"),
    ("captions beyond the text", b'{"text": "The army fled.", "captions": [{"start": 0, "end": 99}]}', ".jsonl", "read.json"),
    ("an empty page", b"<html><body></body></html>", ".html", "read.markup"),
    ("an empty page file", b"", ".html", "read.markup"),
    ("scripts only", b"<html><body><script>alert('The army fled.')</script></body></html>", ".html", "read.markup"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "suffix", "code"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_what_cannot_be_read_gives_a_code(data: bytes, suffix: str, code: str) -> None:
    assert code_of(data, suffix) == code
    assert KINDS[code].way_out


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".jsonl"]))
def test_no_bytes_give_anything_but_reports_and_known_errors(data: bytes, suffix: str) -> None:
    try:
        for found in read_bytes(data, suffix, name="x"):
            assert isinstance(found, Rejected) or found.text.encode("utf-8")
    except DatelineError as error:
        assert error.code in KINDS


def test_lone_surrogates_and_nul_never_reach_the_text() -> None:
    found = only(b'{"text": "The army \\ud800 fled \\u0000.", "id": "a\\udfff"}', ".jsonl")
    assert isinstance(found, Document) and found.sha256 and found.id.encode("utf-8") and "\x00" not in found.text


def test_a_broken_line_does_not_stop_the_lines_after_it() -> None:
    rows = [b'{"id": "a", "text": "The army fled."}', b"{nonsense", b"", b'{"id": "b", "text": "The rebels came."}']
    found = list(read_bytes(b"\n".join(rows), ".jsonl", name="x.jsonl"))
    assert [getattr(f, "id", None) or getattr(f, "document_id", None) for f in found] == ["a", "x.jsonl:2", "b"]


def test_a_folder_goes_on_past_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.pdf", "d.md"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    real = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError("no")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    found = list(read_path(tmp_path))
    assert [f.code if isinstance(f, Rejected) else f.id for f in found] == ["a", "read.denied", "d"]


def test_a_folder_without_reports_and_a_path_that_is_not_there_say_so(tmp_path: Path) -> None:
    found = list(documents([tmp_path, tmp_path / "none.txt", "\0"]))
    assert [f.code for f in found if isinstance(f, Rejected)] == ["read.nothing", "read.missing", "read.missing"]


def test_two_reports_of_one_id_are_told_apart_and_one_report_given_twice_comes_once(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": t} for t in (STORY, "The rebels came on Sunday and took the old town.", STORY)]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second, third = documents([tmp_path / "x.jsonl"])
    assert isinstance(first, Document) and isinstance(second, Document) and isinstance(third, Rejected)
    assert first.id == "a" and second.id.startswith("a~") and third.code == "read.duplicate"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (STORY.encode(), None),
        (b'{"text": "The army fled on Sunday."}\n', None),
        (f"<html><article><h1>Flight</h1><p>{STORY}</p></article></html>".encode(), "Flight"),
    ],
)
def test_standard_input_is_text_lines_or_a_page(data: bytes, title: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = read_path("-")
    assert isinstance(found, Document) and found.title == title and "{" not in found.text and "<" not in found.text


LANGUAGES = [
    (
        "El ejército se retiró de la ciudad vieja el miércoles y los rebeldes que esperaban en las colinas entraron por la noche.",
        "es",
    ),
    ("L'armée s'est retirée de la vieille ville mercredi et les rebelles qui attendaient dans les collines y sont entrés.", "fr"),
    ("انسحب الجيش من المدينة القديمة يوم الأربعاء ودخلها المسلحون الذين كانوا ينتظرون في التلال المجاورة", "ar"),
    (STORY, "en"),
    ("Six dead", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_of_a_report(text: str, language: str | None) -> None:
    assert read_text(text).language == language


@pytest.mark.parametrize(("given_language", "language"), [("en-GB", "en"), ("English", "en"), ("fr_FR", "fr")])
def test_a_given_language_is_taken_as_its_code(given_language: str, language: str) -> None:
    assert read_record({"text": STORY, "language": given_language}).language == language


def test_what_is_given_wins_over_what_the_text_says() -> None:
    text = "A town falls to rebels\nUpdated 4 May 2016\n\nBEIRUT: The town fell on Sunday."
    known = Given(published="2016-05-03", place_filed="AMMAN", outlet="Orontes Courier")
    found = read_text(text, given=known)
    assert (found.published, found.place_filed, found.outlet) == ("2016-05-03", "AMMAN", "Orontes Courier")
    assert read_record({"text": text, "published": "3 May 2016"}).published == "2016-05-03"


def test_a_story_wrapped_at_a_width_is_made_whole_and_keeps_its_offsets() -> None:
    words = (STORY + " ") * 4
    lines, line = [], ""
    for word in words.split():
        if len(line) + 1 + len(word) > 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line]) + "\n\nThe end came on Sunday."
    assert unwrap(wrapped).split("\n\n")[0] == " ".join(words.split())
    assert len(unwrap(wrapped)) == len(wrapped)
    assert (
        unwrap("A town falls to rebels\n\nThe town fell.\nIt was dark.") == "A town falls to rebels\n\nThe town fell.\nIt was dark."
    )


def test_markdown_loses_its_marks_and_joins_its_lines() -> None:
    found = only(b"# A town falls\n\n*Levant Newswire, 13 May 2015*\n\nThe **army**\nfled from [Homs](http://x.y/z).", ".md")
    assert isinstance(found, Document) and found.text.endswith("The army fled from Homs.")
    assert (found.title, found.published, found.outlet) == ("A town falls", "2015-05-13", "Levant Newswire")


def test_the_caps_come_from_the_settings() -> None:
    with pytest.raises(DatelineError, match=r"read\.too_large"):
        list(read_bytes(STORY.encode(), ".txt", settings=Settings(max_report_chars=10)))
