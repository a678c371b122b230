"""What stands in the way of forgetting a person in published builds."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orchestration.forgetting import __main__ as command
from orchestration.forgetting.builds import check_salt
from orchestration.forgetting.forget import Forgotten
from orchestration.forgetting.person import Person
from orchestration.progress import Progress
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.publishing.manifest import SALT_FINGERPRINT, BuildManifest
from orchestration.publishing.personal_data import PLAIN, Disguise, PersonalData
from orchestration.publishing.publish import publish
from orchestration.settings import Settings

HASHED = Disguise(PersonalData.HASHED, "a secret of some length")


def published(
    settings: Settings, marts: list[dict[str, Any]], disguise: Disguise
) -> PublishedFolder:
    publish(marts, replace(settings, disguise=disguise), Progress(), None)
    return PublishedFolder(settings.publish_dir)


def test_hashes_of_another_salt_cannot_be_searched(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]]
) -> None:
    folder = published(settings, marts, HASHED)
    build = folder.current_id()
    published(settings, marts, PLAIN)
    # Whatever is published next, this salt finds them.
    check_salt(folder, HASHED)
    check_salt(folder, Disguise(PersonalData.PLAIN, HASHED.salt))
    for other in (Disguise(PersonalData.HASHED, f"{HASHED.salt} "), PLAIN):
        with pytest.raises(
            PublishingError, match=f"Build {build} holds hashes"
        ) as told:
            check_salt(folder, other)
        assert f"delete {folder.builds / build}, then run again." in str(told.value)


def test_a_current_build_is_not_to_be_deleted_before_there_is_another(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]]
) -> None:
    folder = published(settings, marts, HASHED)
    with pytest.raises(PublishingError, match=r"`make run ARGS=--force` first\), then"):
        check_salt(folder, PLAIN)


def test_a_build_that_does_not_say_with_which_salt_it_was_hashed_is_refused(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]]
) -> None:
    folder = published(settings, marts, HASHED)
    directory = folder.current.resolve()
    build = BuildManifest.read(directory)
    told = {**build.settings}
    del told[SALT_FINGERPRINT]
    replace(build, settings=told).write(directory)
    with pytest.raises(PublishingError, match="holds hashes"):
        check_salt(folder, HASHED)


def test_the_fingerprint_of_a_salt_is_told_by_hashed_builds_alone(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]]
) -> None:
    folder = published(settings, marts, HASHED)
    text = (folder.current / "manifest.json").read_text()
    assert HASHED.salt_fingerprint is not None
    assert HASHED.salt_fingerprint in text
    assert HASHED.salt not in text
    plain = published(settings, marts, PLAIN)
    assert SALT_FINGERPRINT not in (plain.current / "manifest.json").read_text()


def test_a_build_of_another_version_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = PublishedFolder(tmp_path)
    build = folder.builds / "20260101T000000.000Z-0123abcd"
    build.mkdir(parents=True)
    (build / "manifest.json").write_text("{}")
    with pytest.raises(PublishingError, match=f"Build {build.name} is of another"):
        check_salt(folder, Disguise(PersonalData.PLAIN, ""))


def test_where_nothing_is_published_no_salt_is_needed(tmp_path: Path) -> None:
    check_salt(PublishedFolder(tmp_path), Disguise(PersonalData.PLAIN, ""))


def test_raw_files_with_texts_of_others_are_told() -> None:
    forgotten = Forgotten(Person(), mentions=[("touchpoints.csv", 2)])
    [sentence, file] = forgotten.lines_of_others
    assert "name them in a text, which builds hide" in sentence
    assert file == "  touchpoints.csv: 2 row(s)"


def test_ids_that_no_text_was_searched_for_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def told(*ids: str) -> str:
        person = Person({"customers": ids, "devices": ["dev-51DBB7"]})
        monkeypatch.setattr(command, "forget", lambda *_of: Forgotten(person))
        assert command.main([ids[0]]) == 0
        return capsys.readouterr().out

    monkeypatch.setenv("JOURNEY_DB", str(tmp_path / "journey.duckdb"))
    assert "Texts were not searched for C1, 1234567: " in told("C1", "1234567", "ann-7")
    assert "Texts" not in told("ann-7")
