"""The guidance of the built-in checklist is whole, and that of any checklist is checked."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from nupcheck.errors import InData, InvalidDataError, Issue
from nupcheck.files.load import (
    guidance_folder,
    guidance_of,
    load_checklist,
    load_guidance,
    read_source,
    source_from,
)
from nupcheck.formats.schemas import json_schema
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.guidance import SECTIONS, Guidance
from nupcheck.model.guidance_checks import guidance_from, is_guidance
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist


@pytest.fixture(scope="module")
def guide() -> Checklist:
    return load_checklist("un-habitat-2023")


@pytest.fixture(scope="module")
def guidance(guide: Checklist) -> Guidance:
    return load_guidance(guide)


# Counted by hand in the Guide: the examples told in the discussion of each action, and in each box.
PRACTICES = {
    "Chapter 3, action 1.1": 2,
    "Chapter 3, action 1.2": 2,
    "Chapter 3, action 1.3": 1,
    "Chapter 3, action 2.1": 3,
    "Chapter 3, action 2.2": 1,
    "Chapter 3, action 2.3": 4,
    "Chapter 3, action 3.1": 1,
    "Chapter 3, action 3.2": 2,
    "Chapter 3, action 3.3": 1,
    "Chapter 3, action 4.1": 1,
    "Chapter 3, action 4.2": 1,
    "Chapter 3, action 4.3": 1,
    "Chapter 3, action 5.2": 10,
    "Chapter 3, action 6.1": 2,
    "Chapter 3, action 6.2": 1,
    "Chapter 3, action 7.1": 1,
    "Chapter 3, action 7.2": 6,
    "Chapter 3, action 8.1": 1,
    "Chapter 3, action 8.2": 4,
    "Chapter 3, action 8.3": 3,
    "Chapter 3, action 9.1": 1,
    "Chapter 3, action 9.2": 2,
    "Chapter 3, action 9.3": 1,
    "Chapter 3, action 10.1": 2,
    "Chapter 3, action 10.2": 3,
    "Chapter 3, action 10.3": 1,
    "Box 2, chapter 2": 2,
    "Box 3, chapter 2": 1,
    "Box 4, recommendation 1": 4,
    "Box 5, recommendation 2": 2,
    "Box 6, recommendation 3": 5,
    "Box 7, recommendation 4": 1,
    "Box 8, recommendation 5": 2,
    "Box 9, recommendation 6": 1,
    "Box 10, recommendation 7": 1,
    "Box 11, recommendation 8": 3,
    "Box 12, recommendation 9": 2,
    "Box 13, recommendation 10": 3,
}
FIRST_STEPS = {
    "1": 3, "2": 2, "3": 2, "4": 2, "5": 1, "6": 1, "7": 2, "8": 2, "9": 2, "10": 3,
}  # fmt: skip
RESOURCES = {  # listings under each heading of Annex 3; one document stands under two of them
    "global-policy": 3,
    "mainstreaming": 5,
    "national-urban-policy": 3,
    "profiling": 5,
    "spatial-planning": 3,
    "rural-urban": 1,
    "finance": 2,
    "services": 2,
    "integration": 6,
}
PROVISIONS = {  # named in Annex 1
    "sdgs": 8,
    "new-urban-agenda": 3,
    "global-compact-for-migration": 7,
    "global-compact-on-refugees": 5,
    "sendai-framework": 5,
    "action-agenda-internal-displacement": 3,
    "migrant-workers-convention": 1,
    "au-migration-policy-framework": 4,
    "eu-partnership-inclusion": 5,
    "asean-sustainable-urbanisation-strategy": 2,
}
POLICIES = {  # excerpts under each heading of Annex 2
    "data-and-planning": 3,
    "governance": 5,
    "partnerships": 3,
    "funding": 3,
    "support-and-integration": 7,
}
PARTNERS = 9  # rows of Table 1


def test_it_holds_what_the_guide_contains(guidance: Guidance) -> None:
    assert Counter(each.source for each in guidance.practices) == PRACTICES
    assert Counter(each.recommendation for each in guidance.first_steps) == FIRST_STEPS
    headings = [heading for each in guidance.resources for heading in each.headings]
    assert Counter(headings) == RESOURCES
    assert {each.id: len(each.provisions) for each in guidance.frameworks} == PROVISIONS
    assert Counter(each.theme for each in guidance.policies) == POLICIES
    assert len(guidance.partners) == PARTNERS
    assert (len(guidance.practices), len(guidance.first_steps), len(guidance.resources)) == (
        85,
        20,
        29,
    )


def test_no_action_theme_or_recommendation_goes_without(
    guide: Checklist, guidance: Guidance
) -> None:
    assert all(guidance.practices_of(name) for name in guide.actions)
    for part in guide.recommendations:
        assert guidance.first_steps_of(part.id)
        assert guidance.resources_of(part.id)
        assert guidance.frameworks_of(part.id)
    for theme in guide.themes:
        assert guidance.policies_of(theme.id)


def test_a_practice_stands_at_the_action_that_tells_it(guidance: Guidance) -> None:
    for each in guidance.practices:
        if each.source.startswith("Chapter 3, action "):
            assert each.actions[0] == each.source.removeprefix("Chapter 3, action ")


def test_mappings_that_are_not_the_guides_say_so(guidance: Guidance) -> None:
    said = {section: guidance.mapping_of(section) for section in SECTIONS}
    assert {section for section, note in said.items() if note} == {
        "practices", "resources", "frameworks", "partners",
    }  # fmt: skip
    assert all("nupcheck" in note for note in said.values() if note)


CHECKLIST = {
    "format": "1",
    "id": "garden",
    "version": "1",
    "title": "A garden",
    "scale": [
        {"id": "no", "label": "No", "points": "0", "closes_follow_ups": "true"},
        {"id": "yes", "label": "Yes", "points": "3"},
    ],
    "themes": [{"id": "soil", "title": "Soil"}],
    "stakeholders": [{"id": "gardener", "name": "Gardener"}],
    "recommendations": [
        {
            "id": "A",
            "theme": "soil",
            "title": "Dig",
            "actions": [
                {"id": "A.a", "title": "Spade", "questions": [{"id": "A.a.1", "text": "Sharp?"}]},
                {"id": "A.b", "title": "Fork", "questions": [{"id": "A.b.1", "text": "Clean?"}]},
            ],
        }
    ],
}


def test_lookups_go_from_a_part_to_what_serves_it() -> None:
    garden = checklist_from(CHECKLIST)
    base = {"purpose": "Digging.", "source": "p. 1"}
    found = guidance_from(
        {
            "one.yaml": {
                "format": "1",
                "checklist": "garden",
                "mapping": "Judged by us.",
                "resources": [
                    {"id": "r1", "title": "One", "actions": ["A.a"], **base},
                    {"id": "r2", "title": "Two", "recommendations": ["A"], **base},
                    {"id": "r3", "title": "Three", **base},
                ],
            },
            "two.yaml": {
                "format": "1",
                "checklist": "garden",
                "mapping": "Judged by them.",
                "resources": [{"id": "r4", "title": "Four", "actions": ["A.b"], **base}],
            },
        },
        garden,
    )
    assert [each.id for each in found.resources_of("A.a")] == ["r1", "r2"]
    assert [each.id for each in found.resources_of("A.b")] == ["r2", "r4"]
    assert [each.id for each in found.resources_of("A")] == ["r1", "r2", "r4"]
    assert found.mapping_of("resources") == "Judged by us. Judged by them."
    assert found.mapping_of("practices") is None
    assert not found.is_empty
    assert Guidance(garden).is_empty


def placed(issue: Issue) -> tuple[str | int, ...]:
    assert isinstance(issue.location, InData)
    return (issue.location.file, *issue.location.path)


def test_every_issue_of_every_file_comes_at_once() -> None:
    garden = checklist_from(CHECKLIST)
    practice = {"id": "p", "actions": ["A.a"], "title": "T", "done": "D.", "source": "p. 1"}
    with pytest.raises(InvalidDataError) as caught:
        guidance_from(
            {
                "one.yaml": {
                    "format": "1",
                    "checklist": "garden",
                    "practices": [
                        practice,
                        {**practice, "id": "q", "actions": ["A.x", "A.b", "A.b"], "colour": "red"},
                    ],
                    "resources": [
                        {"id": "r", "title": "T", "purpose": "P.", "url": "ftp://x", "source": "s"}
                    ],
                },
                "two.yaml": {
                    "format": "1",
                    "checklist": "garden",
                    "practices": [practice],
                    "first_steps": [
                        {"id": "s", "recommendation": "B", "challenge": "C.", "source": "s"}
                    ],
                    "policies": [
                        {
                            "id": "l", "country": "X", "title": "T", "theme": "sol",
                            "commits": "C.", "source": "s",
                        }
                    ],
                    "partners": [
                        {"id": "n", "name": "N", "stakeholders": ["gardner"], "source": "s"}
                    ],
                },
            },
            garden,
        )  # fmt: skip
    found = {(placed(issue), issue.hint) for issue in caught.value.issues}
    places = {where for where, _ in found}
    assert places == {
        ("one.yaml", "practices", 1, "colour"),
        ("one.yaml", "practices", 1, "actions", 0),
        ("one.yaml", "practices", 1, "actions", 2),
        ("one.yaml", "resources", 0, "url"),
        ("two.yaml", "practices", 0, "id"),
        ("two.yaml", "first_steps", 0, "recommendation"),
        ("two.yaml", "policies", 0, "theme"),
        ("two.yaml", "partners", 0, "stakeholders", 0),
    }
    hints = dict(found)
    assert hints["two.yaml", "practices", 0, "id"] == (
        "Give one another id. The other is in one.yaml."
    )
    assert hints["two.yaml", "policies", 0, "theme"] == "Did you mean soil?"
    assert hints["two.yaml", "partners", 0, "stakeholders", 0] == "Did you mean gardener?"


@pytest.mark.parametrize(
    "url", ['https://x.org/?a="><script>', "https://x.org/a b", "javascript:alert(1)", "https://"]
)
def test_an_address_that_no_format_could_link_to_is_refused(url: str) -> None:
    resource = {"id": "r", "title": "T", "purpose": "P.", "url": url, "source": "s"}
    file = {"format": "1", "checklist": "garden", "resources": [resource]}
    with pytest.raises(InvalidDataError) as caught:
        guidance_from({"one.yaml": file}, checklist_from(CHECKLIST))
    (issue,) = caught.value.issues
    assert placed(issue) == ("one.yaml", "resources", 0, "url")


def test_guidance_of_another_checklist_is_refused_once() -> None:
    with pytest.raises(InvalidDataError) as caught:
        guidance_from(
            {"x": {"format": "1", "checklist": "roof", "first_steps": []}},
            checklist_from(CHECKLIST),
        )
    assert [placed(issue) for issue in caught.value.issues] == [("x", "checklist")]


def _own_checklist(folder: Path) -> str:
    file = folder / "garden.json"
    file.write_text(json.dumps(CHECKLIST), encoding="utf-8")
    return str(file)


def test_a_checklist_of_ones_own_has_its_guidance_beside_it(tmp_path: Path) -> None:
    name = _own_checklist(tmp_path)
    garden = load_checklist(name)
    assert load_guidance(garden, name).is_empty
    folder = tmp_path / "guidance" / "garden"
    folder.mkdir(parents=True)
    (folder / "steps.yaml").write_text(
        "format: 1\nchecklist: garden\nfirst_steps:\n"
        '  - {id: s, recommendation: A, challenge: "Stones.", source: p. 2}\n',
        encoding="utf-8",
    )
    (folder / "notes.txt").write_text("not guidance", encoding="utf-8")
    assert [each.id for each in load_guidance(garden, name).first_steps_of("A.b")] == ["s"]
    assert guidance_folder(garden, "-") is None
    assert load_guidance(garden, "-").is_empty


def test_issues_name_file_and_line(tmp_path: Path) -> None:
    name = _own_checklist(tmp_path)
    folder = tmp_path / "guidance" / "garden"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("format: 1\nchecklist: garden\npractices: [\n", encoding="utf-8")
    (folder / "b.yaml").write_text(
        "format: 1\nchecklist: garden\nfirst_steps:\n"
        "  - id: s\n    recommendation: C\n    challenge: Stones.\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidDataError) as caught:
        load_guidance(load_checklist(name), name)
    places = [issue.location.order[:2] for issue in caught.value.issues]
    first, second = str(folder / "a.yaml"), str(folder / "b.yaml")
    assert places == [(first, 4), (second, 4), (second, 5)]


def test_one_file_is_checked_against_the_checklist_it_names(guide: Checklist) -> None:
    folder = guidance_folder(guide)
    assert folder is not None
    document = read_source(str(folder / "partners.yaml"))
    assert is_guidance(document.data)
    assert len(guidance_of(document).partners) == PARTNERS
    for text, wrong in (
        ("format: 1\npartners: []\n", 'The key "checklist" is missing'),
        ("format: 1\nchecklist: un-habitat-2023\npartners: [{id: x}]\n", '"name" is missing'),
    ):
        with pytest.raises(InvalidDataError, match=wrong):
            guidance_of(source_from("x.yaml", text))


def test_a_sheet_or_checklist_is_not_guidance() -> None:
    assert not is_guidance(CHECKLIST)
    assert not is_guidance({"answers": {}, "practices": []})
    assert not is_guidance(["practices"])
    assert not is_guidance({"format": "1"})


def test_an_editor_with_the_schemas_finds_nothing_wrong(guide: Checklist) -> None:
    folder = guidance_folder(guide)
    assert folder is not None
    files = [(path, "guidance") for path in sorted(folder.glob("*.yaml"))]
    assert len(files) == len(SECTIONS)
    for path, kind in [*files, (EXAMPLES / "riverton-costs.yaml", "costs")]:
        # As an editor reads it: numbers are numbers.
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), json_schema(kind))
