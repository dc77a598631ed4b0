"""Write the files that are made from others: schemas, the printable checklist.

Run it with no arguments from anywhere; a test fails when what it would write differs from what is
committed.
"""

from __future__ import annotations

from pathlib import Path

from nupcheck.documents.checklist import whole_document
from nupcheck.exporters.to_json import dump
from nupcheck.exporters.to_markdown import to_markdown
from nupcheck.library import DEFAULT_ID
from nupcheck.loading import load_checklist
from nupcheck.schemas import NAMES, json_schema

ROOT = Path(__file__).resolve().parents[1]


def generated() -> dict[str, str]:
    """Every generated file's text, by its path from the top of the repository."""
    files = {f"schemas/{name}.schema.json": dump(json_schema(name)) for name in NAMES}
    files["docs/checklist.md"] = to_markdown(whole_document(load_checklist(DEFAULT_ID)))
    return files


if __name__ == "__main__":
    for name, text in generated().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
