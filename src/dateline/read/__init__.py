"""Bytes to documents: plain text, Markdown, HTML and JSON Lines, with page furniture, captions and datelines told apart."""

from __future__ import annotations

from dateline.read.document import Given, read_record, read_text
from dateline.read.files import read_bytes, read_path, take_bytes, take_path

__all__ = ["Given", "read_bytes", "read_path", "read_record", "read_text", "take_bytes", "take_path"]
