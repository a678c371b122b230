"""What incremental models tell each other, read from the manifest.

A model that follows too little keeps stale rows, which only rare data would show; see
`macros/incremental`. Whether replay equals rebuild, `tests/property/incremental` tries.
"""

import re
from fnmatch import filter as fnfilter
from fnmatch import fnmatch
from typing import Any

import pytest

from orchestration.dbt_manifest import DbtManifest

Node = dict[str, Any]

RAW_PREFIX = "base_"
# Keys that another version now leads are announced by the raw table itself.
SUPERSEDED_SUFFIX = "__superseded"
HORIZON = "int_horizon"
# Relations that a model reads and need not follow: (model, relation) and the reason.
HEARD_OF_OTHERWISE = {
    ("fct_customer_events", "int_customer_merges"): (
        "A merge changes the log of an event, which int_customer_events__journeyed has."
    ),
    ("int_conversion_members__by_rule", "int_customer_merges"): (
        "Which rule names an event does not depend on its customer."
    ),
    ("int_deal_events", "int_deals__resolved"): (
        "int_deals__enriched hands on every column of it."
    ),
}


@pytest.fixture(scope="module")
def nodes(manifest: DbtManifest) -> dict[str, Node]:
    """Models and seeds by id."""
    found: dict[str, Node] = manifest.content["nodes"]
    return {
        unique_id: node
        for unique_id, node in found.items()
        if node["resource_type"] in {"model", "seed"}
    }


@pytest.fixture(scope="module")
def raw_ids(manifest: DbtManifest) -> dict[str, set[str]]:
    """What the base model of each raw table announces: its key and its ids."""
    return {
        RAW_PREFIX + table["name"]: {
            "row_key",
            *(column for column in table["columns"] if column.endswith("_id")),
        }
        for table in manifest.raw_tables
    }


@pytest.fixture(scope="module")
def replacing(nodes: dict[str, Node]) -> list[Node]:
    """The models of which only some entities are computed."""
    found = [n for n in nodes.values() if is_incremental(n) and follows(n)]
    assert found != []
    return found


def is_incremental(node: Node) -> bool:
    return bool(node["config"]["materialized"] == "incremental")


def follows(node: Node) -> list[tuple[str, str]]:
    """Models, or patterns of them, and columns that a model follows."""
    entries = node["config"]["meta"].get("follows", [])
    names = [entry if isinstance(entry, str) else entry["of"] for entry in entries]
    return [(model, column) for model, _, column in (n.partition(".") for n in names)]


def places(node: Node) -> set[str]:
    """The relations in which a model looks its entities up."""
    entries = node["config"]["meta"].get("follows", [])
    looked_up = [e["in"] for e in entries if not isinstance(e, str) and "in" in e]
    return {place.partition(".")[0] for place in looked_up} - {"this"}


def stored_parents(node: Node, nodes: dict[str, Node]) -> set[str]:
    """What a model reads, through views: as the macro of that name finds it."""
    parents: set[str] = set()
    pending = list(node["depends_on"]["nodes"])
    while pending:
        parent = nodes.get(pending.pop())
        if parent and parent["config"]["materialized"] in {"view", "ephemeral"}:
            pending += parent["depends_on"]["nodes"]
        elif parent:
            parents.add(parent["name"])
    return parents


def is_told_otherwise(parent: str, nodes: dict[str, Node]) -> bool:
    """Whether a stored relation's changes need not be followed by name."""
    named = {node["name"]: node for node in nodes.values()}
    return (
        parent.endswith(SUPERSEDED_SUFFIX)
        # Seeds and plain tables announce themselves as a whole.
        or not is_incremental(named[parent])
    )


def test_a_model_follows_every_relation_that_it_reads(
    replacing: list[Node], nodes: dict[str, Node]
) -> None:
    unheard = {
        (node["name"], parent)
        for node in replacing
        for parent in stored_parents(node, nodes)
        if not any(fnmatch(parent, pattern) for pattern, _column in follows(node))
        and not is_told_otherwise(parent, nodes)
    }
    assert unheard == HEARD_OF_OTHERWISE.keys()


def test_a_model_follows_nothing_that_it_does_not_read(
    replacing: list[Node], nodes: dict[str, Node]
) -> None:
    """Else it could be built before what it follows, and miss a change for good."""
    unread = {
        (node["name"], pattern)
        for node in replacing
        for pattern, _column in follows(node)
        if not fnfilter(stored_parents(node, nodes), pattern)
    }
    assert unread == set()


def test_a_model_looks_up_entities_in_what_it_reads(
    replacing: list[Node], nodes: dict[str, Node]
) -> None:
    """Else dbt may not have built it yet."""
    ids = {node["name"]: unique_id for unique_id, node in nodes.items()}

    def ancestors(node: Node) -> set[str]:
        found: set[str] = set()
        pending = list(node["depends_on"]["nodes"])
        while pending:
            if (parent := pending.pop()) in nodes and parent not in found:
                found.add(parent)
                pending += nodes[parent]["depends_on"].get("nodes", [])
        return found

    strange = {
        node["name"]: sorted(p for p in places(node) if ids[p] not in ancestors(node))
        for node in replacing
    }
    assert {name: models for name, models in strange.items() if models} == {}


def test_what_is_followed_is_announced(
    replacing: list[Node], nodes: dict[str, Node], raw_ids: dict[str, set[str]]
) -> None:
    announced = {
        (node["name"], column)
        for node in nodes.values()
        for column in node["config"]["meta"].get("announces", {})
    } | {(model, column) for model, columns in raw_ids.items() for column in columns}
    silent = {
        (pattern, column)
        for node in replacing
        for pattern, column in follows(node)
        if not any(
            column == announced_column and fnmatch(model, pattern)
            for model, announced_column in announced
        )
    }
    assert silent == set()


def test_what_is_announced_is_followed(
    replacing: list[Node], nodes: dict[str, Node]
) -> None:
    followed = {pair for node in replacing for pair in follows(node)}
    announced = {
        (node["name"], column)
        for node in nodes.values()
        for column in node["config"]["meta"].get("announces", {})
    }
    assert announced - followed == set()


def test_no_incremental_model_depends_on_the_horizon(nodes: dict[str, Node]) -> None:
    """Every later row moves it, and with it all rows."""
    dependent = [
        node["name"]
        for node in nodes.values()
        if is_incremental(node) and HORIZON in stored_parents(node, nodes)
    ]
    assert dependent == []


def test_a_part_of_an_incremental_model_is_read_by_that_model_alone(
    nodes: dict[str, Node],
) -> None:
    """It holds the rows that the one replaces, and that one's temporary table."""
    shared = {
        (node["name"], reader["name"])
        for unique_id, node in nodes.items()
        for whole in re.findall(r"is_touched\(.*by='(\w+)'", node.get("raw_code", ""))
        for reader in nodes.values()
        if unique_id in reader["depends_on"].get("nodes", [])
        and reader["config"]["materialized"] != "ephemeral"
        and reader["name"] != whole
    }
    assert shared == set()


def test_a_part_of_an_incremental_model_waits_for_all_that_the_model_reads(
    nodes: dict[str, Node],
) -> None:
    """Compiled before, it could not know that the model has to be built whole."""
    by_name = {node["name"]: node for node in nodes.values()}
    hasty = {
        (node["name"], parent)
        for node in nodes.values()
        for whole in re.findall(r"is_touched\(.*by='(\w+)'", node.get("raw_code", ""))
        for parent in stored_parents(by_name[whole], nodes)
        if parent not in names_behind(node, nodes)
    }
    assert hasty == set()


def names_behind(node: Node, nodes: dict[str, Node]) -> set[str]:
    """Everything that is built before a node."""
    found: set[str] = set()
    pending = list(node["depends_on"].get("nodes", []))
    while pending:
        parent = nodes.get(pending.pop())
        if parent and parent["name"] not in found:
            found.add(parent["name"])
            pending += parent["depends_on"].get("nodes", [])
    return found
