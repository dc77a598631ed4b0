"""A picture to stand on top of a report: a whole PNG or JPEG, or refused in words.

Pillow decides what is whole; it comes with the extra `docx`. Without it a file's first bytes must
do: a page shows whatever a browser can draw, and a Word document, which has to know the picture's
size, cannot have one. The bytes stay as they are, so that a report does not depend on a version of
Pillow.
"""

from __future__ import annotations

import io

from nupcheck.documents.blocks import Picture
from nupcheck.errors import NupcheckError, quote
from nupcheck.locale import _

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def logo_from(data: bytes, name: str) -> Picture:
    """A picture from a file's bytes; the name is for the message.

    Raises:
        NupcheckError: It is neither a PNG nor a JPEG picture, or not a whole one.
    """
    if data.startswith((_PNG, _JPEG)) and _is_whole(data):
        return Picture(data, "png" if data.startswith(_PNG) else "jpeg")
    raise NupcheckError(
        _("{file} is neither a PNG nor a JPEG picture, or not a whole one.", file=quote(name)),
        _("Save the logo as PNG and name that file."),
    )


def _is_whole(data: bytes) -> bool:
    try:
        from PIL import Image
    except ModuleNotFoundError:
        return True
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
