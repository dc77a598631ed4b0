"""Bytes out: the registry of formats, which commands ask, and one module for each of them.

A format is a module in this folder and a line in FORMATS. Nothing is imported for a format before
something is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupcheck.documents.blocks import Document
    from nupcheck.formats.inputs import Input


class Format(NamedTuple):
    """One way to write what a command has made.

    Attributes:
        name: What `--format` takes.
        suffixes: Of the files that are in it, the usual one first; empty where no name tells.
        takes: What it is given: the document to read, or the data that the document is made from.
        writer: Its function, as MODULE.FUNCTION of this folder; gives text or bytes.
        commands: Which offer it.
        needs: Modules that only the extra of the format's name installs.
        has_pictures: It has a place for a logo.
    """

    name: str
    suffixes: tuple[str, ...]
    takes: Literal["document", "data"]
    writer: str
    commands: tuple[str, ...]
    needs: tuple[str, ...] = ()
    has_pictures: bool = False

    def write(self, document: Callable[[], Document], data: Input | None = None) -> bytes:
        """What a command has made, in this format.

        Args:
            document: Makes the document to read; called only if it is wanted.
            data: What the document is made from, for formats that take it.

        Raises:
            NupcheckError: A library is not installed.
        """
        from importlib import import_module

        require(self.name, *self.needs)
        module, function = self.writer.split(".")
        write = getattr(import_module(f"nupcheck.formats.{module}"), function)
        written: str | bytes = write(document() if self.takes == "document" else data)
        return written.encode() if isinstance(written, str) else written


def require(extra: str, *modules: str) -> None:
    """Make sure that the libraries of an extra are there.

    Raises:
        NupcheckError: One is not installed.
    """
    from importlib.util import find_spec

    if any(find_spec(module) is None for module in modules):
        from nupcheck.errors import NupcheckError
        from nupcheck.locale import _

        raise NupcheckError(
            _("Writing {suffix} files needs libraries that are not installed.", suffix=f".{extra}"),
            _("Install them with: {command}", command=f'python -m pip install "nupcheck[{extra}]"'),
        )


# In the order of help texts; a command's first is what it writes unless told otherwise.
FORMATS = (
    Format(
        "table",
        (".txt",),
        "document",
        "text.to_text",
        ("score", "explain", "compare", "plan", "show"),
    ),
    Format("html", (".html", ".htm"), "document", "html.to_html", ("report",), has_pictures=True),
    Format(
        "json",
        (".json",),
        "data",
        "json.to_json",
        ("score", "compare", "plan", "report", "show"),
    ),
    Format(
        "markdown",
        (".md", ".markdown"),
        "document",
        "markdown.to_markdown",
        ("score", "explain", "compare", "plan", "report", "show"),
    ),
    Format("docx", (".docx",), "document", "docx.to_docx", ("report",), (), True),
    Format("xlsx", (".xlsx",), "data", "xlsx.report_to_xlsx", ("report",), ("xlsxwriter",), True),
    Format("csv", (".csv",), "data", "csv.to_csv", ("score", "compare", "plan", "report")),
    Format("tasks", (), "data", "tasks.to_task_list", ("plan",)),
    Format("github", (), "data", "github.to_github", ("score",)),
    Format("junit", (".xml",), "data", "junit.to_junit", ("score",)),
    Format("sarif", (".sarif",), "data", "sarif.to_sarif", ("score",)),
)


def formats_of(command: str) -> dict[str, Format]:
    """The formats that a command offers, by name."""
    return {each.name: each for each in FORMATS if command in each.commands}


def suffixes_of(command: str) -> dict[str, Format]:
    """The suffixes that tell one of a command's formats, with the format."""
    return {suffix: each for each in formats_of(command).values() for suffix in each.suffixes}
