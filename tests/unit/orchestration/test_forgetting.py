"""What stands in the way of forgetting a person in published builds."""

from pathlib import Path

import pytest

from orchestration.forgetting.builds import check_salt
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.publishing.personal_data import Disguise, PersonalData


def test_a_build_of_another_version_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = PublishedFolder(tmp_path)
    build = folder.builds / "20260101T000000.000Z-0123abcd"
    build.mkdir(parents=True)
    (build / "manifest.json").write_text("{}")
    with pytest.raises(PublishingError, match=f"Build {build.name} is of another"):
        check_salt(folder, Disguise(PersonalData.PLAIN, ""))
    # Hashes can be looked for.
    check_salt(folder, Disguise(PersonalData.PLAIN, "salt"))


def test_where_nothing_is_published_no_salt_is_needed(tmp_path: Path) -> None:
    check_salt(PublishedFolder(tmp_path), Disguise(PersonalData.PLAIN, ""))
