"""Pictures for the top of a report: taken whole or refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from nupcheck.errors import NupcheckError
from nupcheck.files.logo import logo_from


def picture(kind: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (60, 20)).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "mode"), [("png", "RGBA"), ("png", "P"), ("jpeg", "RGB")])
def test_a_whole_picture_is_taken(kind: str, mode: str) -> None:
    made = logo_from(picture(kind, mode), "logo")
    assert made.kind == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("png")[:40],
        picture("png")[:8] + b"nothing more",
        picture("jpeg")[:20],
        b"\xff\xd8\xff\xe0\x00\x00" + b"\x00" * 50,
        picture("gif"),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(NupcheckError, match="neither a PNG nor a JPEG"):
        logo_from(data, "logo")
