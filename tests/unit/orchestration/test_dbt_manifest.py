import os
from pathlib import Path

import pytest

from orchestration.dbt_manifest import (
    PARSE_TARGET,
    PARTIAL_PARSE,
    STAMP,
    DbtManifest,
    ensure_manifest,
    is_stale,
    share_parse,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was parsed after its last change."""
    models = tmp_path / "models" / "marts"
    models.mkdir(parents=True)
    files = [
        tmp_path / "dbt_project.yml",
        models / "fct_orders.sql",
        tmp_path / PARSE_TARGET / "manifest.json",
    ]
    files[2].parent.mkdir(parents=True)
    (files[2].parent / STAMP).touch()
    for file in files:
        file.write_text("{}")
    for path in tmp_path.rglob("*"):
        os.utime(path, (1000, 1000))
    os.utime(tmp_path / PARSE_TARGET / STAMP, (2000, 2000))
    return tmp_path


def test_a_manifest_of_the_project_as_it_is_is_kept(project: Path) -> None:
    assert not is_stale(project)
    assert ensure_manifest(project).read_text() == "{}"


def test_a_missing_manifest_is_stale(project: Path) -> None:
    (project / PARSE_TARGET / "manifest.json").unlink()
    assert is_stale(project)


@pytest.mark.parametrize("path", ["dbt_project.yml", "models/marts/fct_orders.sql"])
def test_a_changed_file_makes_the_manifest_stale(project: Path, path: str) -> None:
    os.utime(project / path, (3000, 3000))
    assert is_stale(project)


def test_a_deleted_file_makes_the_manifest_stale(project: Path) -> None:
    (project / "models" / "marts" / "fct_orders.sql").unlink()
    assert is_stale(project)


def test_what_was_parsed_is_shared_and_a_newer_parse_kept(project: Path) -> None:
    parsed = project / PARSE_TARGET / PARTIAL_PARSE
    own = project / "own" / PARTIAL_PARSE
    parsed.write_text("parsed")
    share_parse(project, own.parent)
    assert own.read_text() == "parsed"
    own.write_text("newer")
    os.utime(parsed, (1000, 1000))
    share_parse(project, own.parent)
    assert own.read_text() == "newer"


def test_nothing_is_shared_where_dbt_keeps_no_parse(project: Path) -> None:
    share_parse(project, project / "own")
    assert not (project / "own").exists()


def test_marts_are_the_models_of_their_layer_by_name() -> None:
    def node(kind: str, name: str, layer: str) -> dict[str, object]:
        return {"resource_type": kind, "name": name, "fqn": ["journey", layer, name]}

    nodes = [
        node("model", "fct_b", "marts"),
        node("model", "int_horizon", "intermediate"),
        node("test", "unique_fct_b", "marts"),
        node("model", "dim_a", "marts"),
    ]
    content = {"nodes": {str(node["name"]): node for node in nodes}}
    assert [mart["name"] for mart in DbtManifest(content).marts] == ["dim_a", "fct_b"]
