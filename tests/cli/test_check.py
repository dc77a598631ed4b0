"""What `nupcheck check` says of every kind of file, and that one mistake hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.cli.check import _GATE_KEYS
from nupcheck.model.gates import GateFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("examples/riverton-2026.yaml", "a sound answer sheet, complete: Riverton"),
        ("data/recommendations.yaml", "a sound checklist, un-habitat-2023 1.0"),
        ("examples/riverton-costs.yaml", "sound costs for un-habitat-2023"),
        ("examples/ci/gates.yaml", "sound gates for un-habitat-2023: fail-under 50"),
        ("data/guidance/un-habitat-2023/practices.yaml", "85 practices"),
    ],
)
def test_every_kind_of_file_is_told_apart(run: Run, name: str, says: str) -> None:
    result = run("check", name)
    assert (result.returncode, result.stderr) == (0, b"")
    assert says in result.stdout.decode()


def test_a_file_of_gates_is_known_by_all_its_keys() -> None:
    assert set(GateFile.model_fields) - {"format"} == _GATE_KEYS


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            (
                "format: 1\nchecklist: un-habitat-2023\nplace: {name: X}\nanswers:\n"
                "  1.1.1: yes\n  1.1.1: no\n  1.1.2: perhaps\n  9.9.9: yes\n"
            ),
            (6, 7, 8),
        ),
        ("format: 2\nchecklist: un-habitat-2032\nplase: {}\nanswers: {}\n", (1, 1, 2, 3)),
        ("format: 1\nformat: 1\nfail_under: 300\nmax_age: old\n", (2, 3, 4)),
        ("format: 1\nchecklist: un-habitat-2023\ncosts: {1.1.1: 2,\n1.1.1: 3}\n", (4,)),
        ("format: 1\nchecklist: un-habitat-2023\npractices: []\npractices: []\n", (4,)),
    ],
    ids=["sheet", "unknown checklist", "gates", "costs", "guidance"],
)
def test_no_mistake_hides_another(
    run: Run, tmp_path: Path, text: str, lines: tuple[int, ...]
) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("check", path)
    assert (result.returncode, result.stdout) == (2, b"")
    told = [line.removeprefix(f"{path}:") for line in result.stderr.decode().splitlines()]
    assert [int(line.split(":")[0]) for line in told] == list(lines)
