"""Text from bytes: the encoding, the kind of what comes on standard input, and lines that were wrapped at a width."""

from __future__ import annotations

import re
from typing import Final

from dateline.errors import DatelineError

SNIFFED: Final[int] = 4_000  # bytes at the start that tell the kind and the encoding
CONTROLS: Final[float] = 0.05  # share of control characters above which decoded bytes are no text
WIDTH: Final = range(50, 101)  # characters of the longest line of a text that was wrapped at a width
WRAPPED: Final[float] = 0.7  # share of line breaks that stand where a width forces them, from which a text counts as wrapped
BREAKS: Final[int] = 3  # fewest such line breaks
_BOMS: Final = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY: Final = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_BREAK: Final = re.compile(r"(?<=[^\n])\n(?=[^\s\d•*#>|–—-])")


def decode(data: bytes) -> str:
    """The text of some bytes: UTF-8, UTF-16 or UTF-32, else the Windows code page of western Europe; line breaks as \\n.

    Raises DatelineError `read.format` for a known kind of file that is no text, `read.encoding` for other bytes.
    """
    if data.startswith(_BINARY):
        raise DatelineError("read.format", "it is not plain text inside.")
    try:
        text = data.decode(encoding(data))
    except UnicodeDecodeError as error:
        raise DatelineError("read.encoding", f"{error.reason}.") from error
    head = text[:SNIFFED]
    if sum(not (c.isprintable() or c.isspace() or c == "\x1b") and ord(c) < 0xA0 for c in head) > CONTROLS * max(1, len(head)):
        raise DatelineError("read.encoding", "it holds binary data.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")


def encoding(data: bytes) -> str:
    """The codec in which bytes are decoded: by their mark, by how they look, else UTF-8 or the code page of western Europe."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:SNIFFED]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def guess_suffix(data: bytes) -> str:
    """The kind of what came without a name, as a file's ending: .html, .jsonl or .txt."""
    if _HTML.match(data[:SNIFFED]):
        return ".html"
    first = data.lstrip()[:SNIFFED]
    return ".jsonl" if first.startswith(b"{") and b'"text"' in data else ".txt"


def unwrap(text: str) -> str:
    """The text with each line break that only a width made turned into a space; every offset stays.

    A sentence never crosses a line break, so that a story wrapped at 72 columns would fall apart.
    """
    longest = max((len(line) for line in text.split("\n")), default=0)
    if longest not in WIDTH:
        return text
    forced, free = [], 0
    for match in _BREAK.finditer(text):
        line = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        ends = re.compile(r"\s").search(text, match.end())
        word = (ends.start() if ends else len(text)) - match.end()
        if line + 1 + word > longest:
            forced.append(match.start())
        else:
            free += 1
    if len(forced) < BREAKS or len(forced) < WRAPPED * (len(forced) + free):
        return text
    letters = list(text)
    for at in forced:
        letters[at] = " "
    return "".join(letters)
