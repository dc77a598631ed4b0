"""Count how large nupcheck is: lines and files of each area, layers, functions behind one score.

    python benchmarks/size.py [CHECKOUT]

counts another checkout than this one where it is named. Lines are all lines of modules, docstrings,
comments and blank ones too, and those of templates and style sheets; message catalogues are texts
and left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

KINDS = {".py": "modules", ".html": "templates", ".css": "templates", ".j2": "templates"}
# Run in a fresh process of that checkout: which of its functions are called to score a sheet.
TRACE = """
import contextlib, inspect, io, os, sys
sys.argv = ["nupcheck", "score", "examples/riverton-2026.yaml"]
from nupcheck.cli import main
top = os.path.dirname(os.path.dirname(main.__file__))
called = set()
def note(frame, event, _):
    code = frame.f_code
    is_function = code.co_flags & inspect.CO_NEWLOCALS and not code.co_name.startswith("<")
    if event == "call" and is_function and code.co_filename.startswith(top):
        called.add((code.co_filename, code.co_qualname, code.co_firstlineno))
sys.setprofile(note)
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main.main()
sys.setprofile(None)
print(len(called), len({name for name, *_ in called}))
"""


def lines_and_files(root: Path) -> dict[str, Counter[str]]:
    """Of each area, the folder or module below the package: lines and files, and by kind."""
    areas: dict[str, Counter[str]] = {}
    package = root / "src" / "nupcheck"
    for path in sorted(package.rglob("*")):
        if path.suffix in KINDS:
            inside = path.relative_to(package)
            area = inside.parts[0] if len(inside.parts) > 1 else "(root)"
            count = areas.setdefault(area, Counter())
            count["lines"] += len(path.read_text(encoding="utf-8").splitlines())
            count["files"] += 1
            count[KINDS[path.suffix]] += 1
    return areas


def layers(root: Path) -> int:
    """Of the contract for imports."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        each for each in table["tool"]["importlinter"]["contracts"] if each["type"] == "layers"
    )
    return len(contract["layers"])


def functions_of_a_score(root: Path) -> tuple[int, int]:
    """How many functions, in how many modules, `score sheet.yaml` passes through to its table."""
    run = subprocess.run(
        [sys.executable, "-c", TRACE],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    functions, modules = run.stdout.split()
    return int(functions), int(modules)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkout", nargs="?", type=Path, default=Path(__file__).parents[1])
    root = parser.parse_args().checkout.resolve()
    areas = lines_and_files(root)
    total: Counter[str] = sum(areas.values(), Counter())
    print(f"{'area':<12} {'lines':>6} {'files':>6}")
    for name, count in sorted(areas.items()):
        print(f"{name:<12} {count['lines']:>6} {count['files']:>6}")
    print(f"{'all':<12} {total['lines']:>6} {total['files']:>6}")
    functions, modules = functions_of_a_score(root)
    print(f"\nmodules: {total['modules']}, of them at the root: {areas['(root)']['modules']}")
    print(f"layers of the import contract: {layers(root)}")
    print(f"functions called by `score sheet.yaml`: {functions} in {modules} modules")


if __name__ == "__main__":
    main()
