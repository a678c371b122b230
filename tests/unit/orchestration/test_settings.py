from pathlib import Path

import pytest

from orchestration.settings import Settings, SettingsError


def test_relative_paths_start_at_the_project_root(tmp_path: Path) -> None:
    environment = {"JOURNEY_RAW_DIR": "my/raw", "JOURNEY_DB": "/elsewhere/w.duckdb"}
    settings = Settings.from_environment(environment, root=tmp_path)
    assert settings.raw_dir == tmp_path / "my" / "raw"
    assert settings.database == Path("/elsewhere/w.duckdb")
    assert settings.publish_dir == tmp_path / "published"


def test_settings_have_the_defaults_of_the_contract(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, root=tmp_path)
    assert settings.database == tmp_path / "warehouse" / "journey.duckdb"
    assert settings.raw_dir == tmp_path / "sample" / "raw"
    assert settings.as_of is None


@pytest.mark.parametrize("text", ["0", "-1", "three", "2.5", "", "²"])
def test_a_number_that_is_none_is_named(text: str) -> None:
    with pytest.raises(SettingsError, match="JOURNEY_KEEP_BUILDS"):
        Settings.from_environment({"JOURNEY_KEEP_BUILDS": text})


@pytest.mark.parametrize("text", ["", "  "])
@pytest.mark.parametrize(
    "name", ["JOURNEY_DB", "JOURNEY_RAW_DIR", "JOURNEY_LANDING_DIR"]
)
def test_an_empty_path_is_not_the_current_folder(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: text})


@pytest.mark.parametrize("name", ["o'hara.duckdb", 'a"b.duckdb'])
def test_a_quotation_mark_in_the_name_of_the_warehouse_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="JOURNEY_DB"):
        Settings.from_environment({"JOURNEY_DB": f"folder/{name}"})
    assert Settings.from_environment({"JOURNEY_DB": "o'hara/w.duckdb"})


@pytest.mark.parametrize("text", ["garbage", "2026-13-01"])
def test_an_as_of_that_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="JOURNEY_AS_OF"):
        Settings.from_environment({"JOURNEY_AS_OF": text})


def test_an_empty_as_of_is_none_as_the_models_take_it() -> None:
    assert Settings.from_environment({"JOURNEY_AS_OF": ""}).as_of is None


def test_each_warehouse_has_its_own_lock_and_target(tmp_path: Path) -> None:
    first, second = (
        Settings.from_environment({"JOURNEY_DB": name}, root=tmp_path)
        for name in ("a/journey.duckdb", "a/other.duckdb")
    )
    assert first.lock_file != second.lock_file
    assert first.target_dir != second.target_dir
