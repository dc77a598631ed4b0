"""What people read, in their language: English is the source, other languages are gettext's.

A message is written in English where it is used, with names in braces for what varies::

    _("The key {key} is missing.", key=quote(name))
    ngettext("{n} question is open", "{n} questions are open", count)

Without a catalogue a message is its English self and nothing is looked up. The language is chosen
once, by the command line, before anything is worded: so messages are worded when they are used,
never when a module is imported.

A language is a folder here, ``TAG/LC_MESSAGES``, with ``nupcheck.po`` for its translators and
``nupcheck.mo`` made of it by ``tools/catalogues.py``.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
DOMAIN = "nupcheck"

_language = SOURCE_LANGUAGE
_catalogue: NullTranslations | None = None


def _(message: str, /, **values: object) -> str:
    """A message in the language chosen, with its values put in."""
    text = message if _catalogue is None else _catalogue.gettext(message)
    return text.format_map(values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """A message whose English is not enough to tell what it means, by a context."""
    text = message if _catalogue is None else _catalogue.pgettext(context, message)
    return text.format_map(values) if values else text


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """A message about a number, which it can name as ``{n}``, in the number's plural form."""
    english = one if n == 1 else many
    text = english if _catalogue is None else _catalogue.ngettext(one, many, n)
    return text.format_map({"n": n, **values})


def language() -> str:
    """The tag of the language chosen."""
    return _language


def direction() -> str:
    """Which way the language chosen is written: ``ltr`` or ``rtl``."""
    return pgettext("text direction: ltr or rtl", "ltr")


def catalogues() -> Path:
    """Where languages are looked for; translators and tests have their own place."""
    return Path(os.environ.get("NUPCHECK_CATALOGUES") or Path(__file__).parent)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The tags of all languages there are, English first."""
    found = (folder or catalogues()).glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE_LANGUAGE, *sorted(path.parents[1].name for path in found))


def choose(tag: str, folder: Path | None = None) -> None:
    """Word everything in a language from now on.

    Args:
        tag: Of the language, such as ``fr``.
        folder: Where ``TAG/LC_MESSAGES/nupcheck.mo`` is.

    Raises:
        FileNotFoundError: There is no such catalogue.
    """
    global _language, _catalogue
    if tag == SOURCE_LANGUAGE:
        _language, _catalogue = tag, None
        return
    import gettext  # noqa: PLC0415 - English needs none of it

    _language, _catalogue = tag, gettext.translation(DOMAIN, folder or catalogues(), [tag])


@contextmanager
def speaking(tag: str, folder: Path | None = None) -> Iterator[None]:
    """Word everything inside in a language; arguments as of `choose`."""
    global _language, _catalogue
    before = _language, _catalogue
    choose(tag, folder)
    try:
        yield
    finally:
        _language, _catalogue = before
