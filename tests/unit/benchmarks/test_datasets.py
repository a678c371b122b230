"""When generated data is good to use again."""

from pathlib import Path

import pytest

from benchmarks import datasets
from benchmarks.datasets import STAMP, Dataset, generator_hash


def test_a_data_set_is_made_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody may edit the generator while it runs.
    monkeypatch.setattr(datasets, "generator_hash", lambda: "as it stands")
    dataset = Dataset(touchpoints=400, seed=1, folder=tmp_path / "data" / "400")
    assert not dataset.is_current
    dataset.generate(threads=1)
    assert dataset.is_current
    assert list((dataset.raw_dir / "touchpoints").glob("*")) != []
    # Defects are planted as text.
    assert list(dataset.raw_dir.rglob("*.csv")) == []


def test_a_data_set_of_another_generator_is_not_used(tmp_path: Path) -> None:
    dataset = Dataset(touchpoints=400, seed=1, folder=tmp_path)
    (tmp_path / STAMP).write_text("another", encoding="utf-8")
    assert not dataset.is_current


@pytest.mark.parametrize(
    ("name", "counts"),
    [("rows.py", True), ("world/rows.sql", True), ("raw/rows.csv.gz", False)],
)
def test_the_hash_is_of_the_code(tmp_path: Path, name: str, counts: bool) -> None:
    empty = generator_hash(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("one", encoding="utf-8")
    one = generator_hash(tmp_path)
    (tmp_path / name).write_text("two", encoding="utf-8")
    assert (len({empty, one, generator_hash(tmp_path)}) == 3) is counts
