"""Message catalogues: what there is to translate, for whom, and two languages that nobody speaks.

    python tools/catalogues.py extract            write nupcheck.pot, all messages in English
    python tools/catalogues.py update fr          begin French, or bring it up to date
    python tools/catalogues.py compile            make nupcheck.mo of every nupcheck.po
    python tools/catalogues.py pseudo FOLDER      make the languages en-XA and ar-XB there

A pseudo-language is English that was translated by a machine without a dictionary: longer and
accented, or in Arabic letters. What is still English in it was never translated; what is cut off in
it has no room for other languages. See it with ``NUPCHECK_CATALOGUES=FOLDER nupcheck --language
en-XA``.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.core
from babel import Locale, UnknownLocaleError
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from nupcheck import locale
from nupcheck.cli import app, usage
from nupcheck.files import builtin
from nupcheck.files.load import load_checklist
from nupcheck.model.translate import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "nupcheck"
TEMPLATE = ROOT / "nupcheck.pot"  # made anew when it is needed, so it is not in the repository
KEYWORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]

# Placeholders, commands, options, addresses, names of files and variables stay as they are.
_KEPT = re.compile(
    r"\{\{|\}\}|\{[^{}]*\}|`[^`]*`|https?://\S+|(?<!\w)--?[a-z][\w-]*|[A-Z]+_[A-Z_]+"
    r"|\b[\w-]+\.[a-z]+\b|[a-z-]+-\d+"
)
_ENGLISH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
_ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذضابجدهوزحطيكلمنسعفصقرشتثخذض"
_MARK = re.compile(r"\{[^{}]*\}|[{}]")
_DIRECTION = "text direction: ltr or rtl"


def template() -> Catalog:
    """All messages there are: of code, templates and help, and texts of built-in checklists."""
    found = Catalog(project="nupcheck", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        SOURCE, METHODS, keywords=KEYWORDS
    ):
        found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    for _line, message, _comments, _context in extract_from_file("python", typer.core.__file__):
        found.add(message)
    for message in filter(None, _words_of_the_command_line()):
        found.add(message)

    def write_down(context: str, text: str) -> str:
        found.add(text, context=context)
        return text

    for checklist_id in builtin.built_in_ids():
        translated(load_checklist(checklist_id), write_down)
    return found


def _words_of_the_command_line() -> Iterator[str]:
    """Help texts, which stand in the code without a mark, and what Typer says."""
    yield from (*app.GROUPS, *app.SUMMARIES.values(), *usage.TYPER_SAYS)
    group = app.command_line()
    for command in (group, *(group.get_command(None, name) for name in app.SUMMARIES)):
        said: list[str] = []
        usage.help_in(command.help, lambda text, said=said: said.append(text) or "")
        yield from said
        for param in command.params:
            metavar = param.metavar or ""
            yield from (param.help or "", "" if metavar.startswith("<") else metavar)


def update(tag: str) -> None:
    """Bring a language's messages up to date, and keep what was translated."""
    path = _po(tag)
    try:
        language = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        sys.exit(f'"{tag}" is no language that Babel knows. Write its tag as fr, pt-BR or zh-Hans.')
    catalogue = Catalog(locale=language, project="nupcheck", charset="utf-8", fuzzy=False)
    if path.exists():
        catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    catalogue.update(template(), no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_written(catalogue))


def compile_all() -> None:
    """Make what programs read of what translators write.

    A translation with other names in braces than the English is refused: it would be a fault of the
    program the day its message is used.
    """
    for path in SOURCE.glob(f"locale/*/LC_MESSAGES/{locale.DOMAIN}.po"):
        tag = path.parents[1].name
        catalogue = read_po(BytesIO(path.read_bytes()), locale=Locale.parse(tag, sep="-"))
        if wrong := [message for message in catalogue if not _keeps_names(message)]:
            said = "other names in braces than the English has"
            sys.exit("\n".join(f"{path}:{each.lineno}: {said}: {each.string}" for each in wrong))
        _compile(catalogue, path.with_suffix(".mo"))


def _keeps_names(message: Message) -> bool:
    """Whether what is translated has the names of the English; a plural form may leave some out."""
    english = message.id if message.pluralizable else (message.id,)
    names = {name for text in english for name in _MARK.findall(text)}
    forms = message.string if message.pluralizable else (message.string,)
    found = [set(_MARK.findall(text)) for text in forms if text and message.id]
    return all(each <= names if message.pluralizable else each == names for each in found)


def pseudo(folder: Path) -> None:
    """Make the languages ``en-XA`` and ``ar-XB`` in a folder."""
    messages = template()
    for tag, base, letters in (("en-XA", "en", _ACCENTED), ("ar-XB", "ar", _ARABIC)):
        catalogue = Catalog(locale=base, charset="utf-8")
        for message in messages:
            if not message.id:
                continue
            if message.context == _DIRECTION:
                new: str | tuple[str, ...] = "rtl" if base == "ar" else "ltr"
            elif isinstance(message.id, str):
                new = disguised(message.id, letters)
            else:
                one, many = (disguised(text, letters) for text in message.id)
                new = (one, many) if base == "en" else (many,) * catalogue.num_plurals
            catalogue.add(message.id, new, context=message.context)
        _compile(catalogue, folder / tag / "LC_MESSAGES" / f"{locale.DOMAIN}.mo")


def disguised(text: str, letters: str) -> str:
    """A message in other letters; a third longer, and in brackets, where they are accented ones."""
    table = str.maketrans(_ENGLISH, letters)
    kept = _KEPT.findall(text)
    pieces = [piece.translate(table) for piece in _KEPT.split(text)]
    new = "".join(piece + mark for piece, mark in zip(pieces, [*kept, ""], strict=True))
    if pieces == _KEPT.split(text) or letters != _ACCENTED:
        return new
    return f"[{new}{' ~' * (len(text) // 6)}]"


def _po(tag: str) -> Path:
    return SOURCE / "locale" / tag / "LC_MESSAGES" / f"{locale.DOMAIN}.po"


def _written(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as programs read it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _compile(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(compiled(catalogue))


def main() -> None:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["extract"]:
            TEMPLATE.write_bytes(_written(template()))
        case ["update", tag]:
            update(tag)
        case ["compile"]:
            compile_all()
        case ["pseudo", folder]:
            pseudo(Path(folder))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
