"""A picture to stand on top of a report: PNG or JPEG, looked into so far that it can be placed."""

from __future__ import annotations

from nupcheck.documents.blocks import Picture
from nupcheck.errors import NupcheckError, quote

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_PNG_HEAD = 33  # bytes: the signature, and the first chunk with the size
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def logo_from(data: bytes, name: str) -> Picture:
    """A picture from a file's bytes; the name is for the message.

    Raises:
        NupcheckError: It is neither a PNG nor a JPEG picture, or not a whole one.
    """
    if data.startswith(_PNG) and _is_whole_png(data):
        return Picture(data, "png")
    if data.startswith(_JPEG) and _is_whole_jpeg(data):
        return Picture(data, "jpeg")
    raise NupcheckError(
        f"{quote(name)} is neither a PNG nor a JPEG picture, or not a whole one.",
        "Save the logo as PNG and name that file.",
    )


def _is_whole_png(data: bytes) -> bool:
    width, height = data[16:20], data[20:24]
    return (
        len(data) > _PNG_HEAD
        and data[12:16] == b"IHDR"
        and any(width)
        and any(height)
        and data[-8:-4] == b"IEND"
    )


def _is_whole_jpeg(data: bytes) -> bool:
    """It has a segment that tells its size, found by walking from one segment to the next."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - begins every segment
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _SIZE_MARKERS:
            return any(data[at + 5 : at + 7]) and any(data[at + 7 : at + 9])
        at += 2 + length
    return False
