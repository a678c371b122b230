"""Every check has its dimension and its name in both languages."""

import csv

from orchestration.dbt_manifest import DbtManifest
from orchestration.settings import REPO_ROOT


def described_rules() -> set[str]:
    file = REPO_ROOT / "seeds" / "quality_rules.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["rule"] for row in csv.DictReader(lines)}


def test_every_data_test_is_described(manifest: DbtManifest) -> None:
    tests = [
        node
        for node in manifest.content["nodes"].values()
        if node["resource_type"] == "test"
    ]
    rules = {(t.get("test_metadata") or {}).get("name") or t["name"] for t in tests}
    described = {rule for rule in described_rules() if ":" not in rule}
    assert rules == described
