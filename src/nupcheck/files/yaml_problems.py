"""What a YAML reader found wrong, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.errors import quote

if TYPE_CHECKING:
    import yaml


def in_words(  # noqa: PLR0911 - one for each thing that goes wrong
    error: yaml.MarkedYAMLError, text: str
) -> tuple[str, str]:
    """What the reader found wrong, in words for people, and what would be right."""
    problem, mark = str(error.problem or error.context), error.problem_mark
    if problem.startswith("mapping values are not allowed"):
        message = "A colon stands here where none can be."
        hint = (
            "Leave a space after the colon of a key, let the keys of one mapping begin in the same "
            "column, and put a text that holds a colon and a space in quotes."
        )
        return message, hint
    if "cannot start any token" in problem:
        sign = text[mark.index : mark.index + 1] if mark else ""
        if sign == "\t":
            return "A tab stands here.", "Indent with spaces."
        return f"A plain text may not begin with {quote(sign)}.", "Put the text in quotes."
    if "unexpected end of stream" in problem:
        begun = f" that begins in line {error.context_mark.line + 1}" if error.context_mark else ""
        return f"The file ends inside a text in quotes{begun}.", "Close the quotes."
    if "expected node content" in problem:
        return "A value is missing here.", "Write it, or close the bracket before it."
    if "expected <document start>" in problem:
        return (
            "The data has come to its end before this.",
            "Delete what follows, or check the brackets and the indentation above.",
        )
    if "expected ',' or" in problem:
        closing = problem.rsplit(maxsplit=1)[-1].strip("'")
        message = f"A comma or {closing} is missing before this."
        hint = (
            f"Close the bracket with {closing}, and put a text that holds a comma, a colon, "
            "quotes or brackets in quotes as a whole."
        )
        return message, hint
    return (
        f"This is not well-formed YAML: {problem}.",
        "Check the indentation, colons and quotes around here.",
    )
