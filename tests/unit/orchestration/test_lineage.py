"""A build knows the bytes that it was made of."""

import hashlib
import os
from unittest.mock import Mock

import pytest

from orchestration.publishing import lineage
from orchestration.publishing.inputs import Inputs, raw_file_states
from orchestration.publishing.lineage import describe_raw_files, settled_states
from orchestration.publishing.manifest import RawFileEntry
from orchestration.settings import Settings

TEXT = "deal_id\nd1\n"
ENTRY = RawFileEntry(len(TEXT), hashlib.sha256(TEXT.encode()).hexdigest())


@pytest.fixture
def inputs(settings: Settings) -> Inputs:
    """Two raw files as a run found them."""
    folder = settings.raw_dir / "deals"
    folder.mkdir(parents=True)
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(TEXT)
    return inputs_now(settings)


def inputs_now(settings: Settings) -> Inputs:
    states = raw_file_states(["deals"], settings.raw_dir)
    return Inputs(states, {}, {}, {}, None)


def test_each_raw_file_has_its_hash(settings: Settings, inputs: Inputs) -> None:
    assert describe_raw_files(inputs, settings) == {
        "deals/a.csv": ENTRY,
        "deals/b.csv": ENTRY,
    }


def test_a_file_that_changed_since_has_none(settings: Settings, inputs: Inputs) -> None:
    (settings.raw_dir / "deals" / "b.csv").write_text("another")
    (settings.raw_dir / "deals" / "a.csv").unlink()
    assert describe_raw_files(inputs, settings) == {
        "deals/a.csv": RawFileEntry(len(TEXT), None),
        "deals/b.csv": RawFileEntry(len(TEXT), None),
    }


def test_a_file_is_hashed_again_only_when_it_changed(
    settings: Settings, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe_raw_files(inputs, settings)
    changed = settings.raw_dir / "deals" / "b.csv"
    changed.write_text("other")
    os.utime(changed, ns=(1, 1))
    read: list[str] = []
    hash_of = lineage._hash_of

    def note(file: os.PathLike[str], state: str) -> str | None:
        read.append(os.path.basename(file))
        return hash_of(changed, state)

    monkeypatch.setattr(lineage, "_hash_of", note)
    entries = describe_raw_files(inputs_now(settings), settings)
    assert read == ["b.csv"]
    assert entries["deals/a.csv"] == ENTRY
    assert entries["deals/b.csv"].sha256 == hashlib.sha256(b"other").hexdigest()


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_memory_that_cannot_be_read_is_made_anew(
    settings: Settings, inputs: Inputs, text: str
) -> None:
    settings.target_dir.mkdir(parents=True)
    (settings.target_dir / "raw_hashes.json").write_text(text)
    assert describe_raw_files(inputs, settings)["deals/a.csv"] == ENTRY


def test_a_build_in_parts_was_made_of_who_knows_what(settings: Settings) -> None:
    assert describe_raw_files(None, settings) == {}


def test_a_copied_file_is_read_once_and_is_no_other_one(
    settings: Settings, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Mock(inputs=inputs, raw_files=describe_raw_files(inputs, settings))
    folder = settings.raw_dir / "deals"
    for name in ("a.csv", "b.csv"):
        os.utime(folder / name, ns=(1, 1))
    (folder / "b.csv").write_text(TEXT.replace("1", "2"))
    copied = inputs_now(settings).raw_files
    settled = {
        "deals/a.csv": inputs.raw_files["deals/a.csv"],
        "deals/b.csv": copied["deals/b.csv"],
    }
    assert copied != settled
    assert settled_states(build, copied, settings) == settled
    # The hashes are those of the build that comes of it.
    monkeypatch.setattr(lineage, "_hash_of", Mock(side_effect=AssertionError))
    assert settled_states(build, copied, settings) == settled
    entries = describe_raw_files(inputs_now(settings), settings)
    assert entries["deals/a.csv"] == ENTRY
    assert entries["deals/b.csv"].sha256 not in (None, ENTRY.sha256)


def test_of_a_build_in_parts_no_file_is_known(
    settings: Settings, inputs: Inputs
) -> None:
    build = Mock(inputs=None)
    assert settled_states(build, inputs.raw_files, settings) == inputs.raw_files
