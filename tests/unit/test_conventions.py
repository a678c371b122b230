"""Rules of the dbt project that no linter knows, read from the manifest.

A rule that has to be broken is excused in `dbt_exceptions.toml`, with the reason. What
the data must obey belongs in dbt's own tests; how Dagster sees the project, in
`tests/unit/orchestration`.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.dbt_manifest import DbtManifest
from orchestration.publishing.personal_data import kind_of
from orchestration.settings import REPO_ROOT

Node = dict[str, Any]

PROJECT = "journey_warehouse"
EXCEPTIONS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("dbt_exceptions.toml").read_text(encoding="utf-8")
)
PREFIXES = {
    "staging": ("stg_", "base_"),
    "intermediate": ("int_",),
    "marts": ("fct_", "dim_", "agg_"),
}
# Marts are read in two layers: an intermediate model may sum up one mart for the next.
READABLE = {
    "staging": {"staging"},
    "intermediate": {"staging", "intermediate", "marts"},
    "marts": {"intermediate", "marts"},
}
MOST_LINES = 60
MOST_INPUTS = 4
KEY_TESTS = {"unique", "unique_combination"}

# Tests that look at one column at a time, and take a list of them.
TESTS_OF_COLUMNS = {"not_null", "not_negative", "is_positive", "is_share"}
GRAIN = "One row per "
LAST_STEP = re.compile(r"select \* from \w+")
# Says what a model reads and how it is kept up to date, not what it does.
CONFIG_BLOCK = re.compile(r"\A\{\{ config\(.*?\) \}\}\n", re.DOTALL)
# Counts and names of customers' things are no persons.
PERSONAL = re.compile(
    r"(.*_)?(customer|anonymous|account|subject|raw)_id|comment|raw_row|example_keys"
    r"|custom_attributes|referrer|row_key|.*(email|phone)"
)
MACRO_CALL = re.compile(r"\{\{ \w+\(.*\) \}\}")


def models_in(manifest: DbtManifest, *layers: str) -> list[Node]:
    """The models of some layers, of all if none is named."""
    models = [
        n for n in nodes_of(manifest, "model") if not layers or layer(n) in layers
    ]
    return sorted(models, key=lambda model: str(model["name"]))


def nodes_of(manifest: DbtManifest, *resource_types: str) -> list[Node]:
    nodes: Iterable[Node] = manifest.content["nodes"].values()
    return [node for node in nodes if node["resource_type"] in resource_types]


def query(model: Node) -> str:
    """The SQL of a model, without its config block."""
    return CONFIG_BLOCK.sub("", str(model["raw_code"]))


def layer(model: Node) -> str:
    """The first folder below `models/`."""
    return str(model["fqn"][1])


def inputs(model: Node) -> set[str]:
    """Unique ids of what a node reads."""
    return set(model["depends_on"]["nodes"])


def macros_of(manifest: DbtManifest) -> list[Node]:
    """The project's own macros, dispatched implementations among them."""
    macros: Iterable[Node] = manifest.content["macros"].values()
    return [macro for macro in macros if macro["package_name"] == PROJECT]


def called_name(macro: Node) -> str:
    """The name by which a macro is called: `default__share` is called as `share`."""
    return str(macro["name"]).split("__")[-1]


def singular_tests(manifest: DbtManifest) -> list[Node]:
    return [t for t in nodes_of(manifest, "test") if not t.get("test_metadata")]


def names(nodes: Iterable[Node]) -> list[str]:
    return sorted(str(node["name"]) for node in nodes)


def unexcused(rule: str, breaking: Iterable[Node]) -> list[str]:
    """Who breaks a rule without an excuse, and who is excused without breaking it."""
    found = set(names(breaking))
    excused = EXCEPTIONS.get(rule, {}).keys()
    idle = [f"{name} is excused from {rule} in vain" for name in excused - found]
    return sorted([*(found - excused), *idle])


# --- models


@pytest.mark.parametrize(("folder", "prefixes"), PREFIXES.items())
def test_names_carry_the_prefix_of_their_layer(
    manifest: DbtManifest, folder: str, prefixes: tuple[str, ...]
) -> None:
    models = names(models_in(manifest, folder))
    assert models != []
    assert [name for name in models if not name.startswith(prefixes)] == []


def test_every_model_is_in_a_known_layer(manifest: DbtManifest) -> None:
    strangers = [m for m in models_in(manifest) if layer(m) not in PREFIXES]
    assert names(strangers) == []


def test_a_table_is_named_like_its_file(manifest: DbtManifest) -> None:
    renamed = [
        node
        for node in nodes_of(manifest, "model", "seed")
        if node["alias"] != Path(node["original_file_path"]).stem
    ]
    assert names(renamed) == []


def test_layers_read_only_what_lies_behind_them(manifest: DbtManifest) -> None:
    layers = {model["unique_id"]: layer(model) for model in models_in(manifest)}
    reaching = [
        model
        for model in models_in(manifest)
        if {layers[node] for node in inputs(model) & layers.keys()}
        - READABLE[layer(model)]
    ]
    assert unexcused("layers_read_only_what_lies_behind_them", reaching) == []


def test_raw_tables_are_read_in_staging_alone(manifest: DbtManifest) -> None:
    sources = manifest.content["sources"].keys()
    outside = models_in(manifest, "intermediate", "marts")
    readers = [model for model in outside if inputs(model) & sources]
    assert unexcused("raw_tables_are_read_in_staging_alone", readers) == []


def test_models_are_short(manifest: DbtManifest) -> None:
    long = [
        model
        for model in models_in(manifest)
        if len(query(model).splitlines()) > MOST_LINES
    ]
    assert unexcused("models_are_short", long) == []


def test_models_have_few_inputs(manifest: DbtManifest) -> None:
    wide = [model for model in models_in(manifest) if len(inputs(model)) > MOST_INPUTS]
    assert unexcused("models_have_few_inputs", wide) == []


def test_models_end_with_their_last_step(manifest: DbtManifest) -> None:
    odd = [
        model
        for model in models_in(manifest)
        if not LAST_STEP.fullmatch(model["raw_code"].splitlines()[-1])
        # A model may be nothing but a macro.
        and not MACRO_CALL.fullmatch(query(model).strip())
    ]
    assert names(odd) == []


# --- descriptions


def test_descriptions_open_with_the_grain(manifest: DbtManifest) -> None:
    described = [
        *nodes_of(manifest, "model", "seed", "snapshot"),
        *manifest.content["sources"].values(),
    ]
    vague = [node for node in described if not node["description"].startswith(GRAIN)]
    assert names(vague) == []


def test_no_description_stands_twice(manifest: DbtManifest) -> None:
    texts = Counter(node["description"] for node in nodes_of(manifest, "model", "seed"))
    assert [text for text, count in texts.items() if count > 1] == []


def test_properties_lie_beside_their_model(manifest: DbtManifest) -> None:
    apart = [
        model
        for model in models_in(manifest)
        if not model["patch_path"]
        or Path(model["patch_path"].split("://")[1]).parent
        != Path(model["original_file_path"]).parent
    ]
    assert names(apart) == []


def test_properties_are_named_like_their_model_or_for_the_folder(
    manifest: DbtManifest,
) -> None:
    misnamed = [
        model
        for model in models_in(manifest)
        if Path(model["patch_path"] or "").stem != model["name"]
        and not Path(model["patch_path"] or "").name.startswith("_")
    ]
    assert names(misnamed) == []


def test_every_mart_has_properties_of_its_own(manifest: DbtManifest) -> None:
    shared = [
        mart
        for mart in models_in(manifest, "marts")
        if Path(mart["patch_path"] or "").stem != mart["name"]
    ]
    assert names(shared) == []


def test_a_column_that_recurs_in_marts_is_described_once(manifest: DbtManifest) -> None:
    marts: dict[str, set[str]] = defaultdict(set)
    for mart in models_in(manifest, "marts"):
        for column in mart["columns"].values():
            if column["description"] and not column["doc_blocks"]:
                marts[f"{column['name']}: {column['description']}"].add(mart["name"])
    assert {text: found for text, found in marts.items() if len(found) > 1} == {}


# --- marts


def test_every_mart_is_under_contract(manifest: DbtManifest) -> None:
    free = [m for m in models_in(manifest, "marts") if not m["contract"]["enforced"]]
    assert names(free) == []


def test_every_mart_has_an_owner(manifest: DbtManifest) -> None:
    marts = models_in(manifest, "marts")
    assert names(mart for mart in marts if not mart["config"]["group"]) == []


def test_every_mart_has_a_tested_key(manifest: DbtManifest) -> None:
    tested = {
        test["attached_node"]
        for test in nodes_of(manifest, "test")
        if (test.get("test_metadata") or {}).get("name") in KEY_TESTS
    }
    marts = models_in(manifest, "marts")
    assert names(mart for mart in marts if mart["unique_id"] not in tested) == []


def test_every_mart_has_a_unit_test(manifest: DbtManifest) -> None:
    tested = {test["model"] for test in manifest.content["unit_tests"].values()}
    marts = models_in(manifest, "marts")
    untested = [mart for mart in marts if mart["name"] not in tested]
    assert unexcused("every_mart_has_a_unit_test", untested) == []


def test_every_column_of_a_mart_is_described(manifest: DbtManifest) -> None:
    silent = {
        mart["name"]: [
            column["name"]
            for column in mart["columns"].values()
            if not column["description"]
        ]
        for mart in models_in(manifest, "marts")
    }
    assert {mart: columns for mart, columns in silent.items() if columns} == {}


def test_columns_that_name_persons_or_hold_texts_are_marked(
    manifest: DbtManifest,
) -> None:
    """Publishing hides what is marked; see `orchestration.publishing.personal_data`."""
    marks = {
        f"{mart['name']}.{name}": kind_of(column)
        for mart in models_in(manifest, "marts")
        for name, column in mart["columns"].items()
    }
    unmarked = [
        column
        for column, kind in marks.items()
        if PERSONAL.fullmatch(column.split(".")[1]) and kind is None
    ]
    assert unmarked == []
    assert set(marks.values()) == {None, "id", "text"}


# --- raw tables and macros


def test_the_macro_of_raw_tables_names_the_sources(manifest: DbtManifest) -> None:
    macro = manifest.content["macros"][f"macro.{PROJECT}.raw_tables"]
    declared = [source["name"] for source in manifest.raw_tables]
    assert sorted(re.findall(r"'(\w+)'", macro["macro_sql"])) == sorted(declared)


def test_every_raw_table_has_its_staging_models(manifest: DbtManifest) -> None:
    models = set(names(models_in(manifest, "staging")))
    expected = {
        name
        for source in manifest.raw_tables
        for name in (
            f"base_{source['name']}",
            f"stg_{source['name']}",
            f"stg_{source['name']}__superseded",
        )
    }
    assert models == expected


def test_every_macro_and_its_arguments_are_described(manifest: DbtManifest) -> None:
    silent = [
        macro
        for macro in macros_of(manifest)
        if macro["name"] == called_name(macro)
        and not (
            macro["description"]
            and all(a["type"] and a["description"] for a in macro["arguments"])
        )
    ]
    assert names(silent) == []


def test_a_file_holds_one_macro_and_its_dispatched_implementations(
    manifest: DbtManifest,
) -> None:
    called: dict[str, set[str]] = defaultdict(set)
    for macro in macros_of(manifest):
        called[macro["original_file_path"]].add(called_name(macro))
    assert called == {
        path: {"test_" + Path(path).stem if "generic" in path else Path(path).stem}
        for path in called
    }


# --- tests


def test_every_generic_test_is_used(manifest: DbtManifest) -> None:
    own = {
        macro["name"].removeprefix("test_")
        for macro in macros_of(manifest)
        if macro["name"].startswith("test_")
    }
    used = {
        (test.get("test_metadata") or {}).get("name")
        for test in nodes_of(manifest, "test")
    }
    assert own - used == set()


def test_a_test_of_severity_warn_does_not_fail_the_build() -> None:
    """`make lint` has dbt's own warnings fail; in a build the flag is of tests, too."""
    project = yaml.safe_load((REPO_ROOT / "dbt_project.yml").read_text())
    assert "warn_error" not in project["flags"]


def test_a_relation_lists_its_columns_in_one_test(manifest: DbtManifest) -> None:
    """Each test costs a pass over the table, and dbt's own time."""
    listed = Counter(
        (test["attached_node"], test["test_metadata"]["name"])
        for test in nodes_of(manifest, "test")
        if (test.get("test_metadata") or {}).get("name") in TESTS_OF_COLUMNS
        and not test["config"].get("where")
    )
    assert [test for test, count in listed.items() if count > 1] == []


def test_a_test_of_several_columns_names_each_once(manifest: DbtManifest) -> None:
    lists = {
        test["name"]: test["test_metadata"]["kwargs"].get("columns", [])
        for test in nodes_of(manifest, "test")
        if (test.get("test_metadata") or {}).get("name") in TESTS_OF_COLUMNS
    }
    assert [
        name for name, listed in lists.items() if len({*listed}) < len(listed)
    ] == []


def test_singular_tests_say_what_a_returned_row_means(manifest: DbtManifest) -> None:
    vague = [
        test
        for test in singular_tests(manifest)
        if not test["name"].startswith("assert_")
        or not test["raw_code"].startswith("-- A row is ")
    ]
    assert names(vague) == []


def test_singular_tests_of_several_models_name_the_one_they_check(
    manifest: DbtManifest,
) -> None:
    """Dagster drops the check otherwise, without a word."""
    homeless = [
        test
        for test in singular_tests(manifest)
        if len(inputs(test)) > 1
        and checked_model(test) not in {node.split(".")[-1] for node in inputs(test)}
    ]
    assert names(homeless) == []


def checked_model(test: Node) -> str | None:
    """The model to which a singular test belongs, as its configuration says."""
    dagster: dict[str, Any] = test["config"]["meta"].get("dagster", {})
    name: str | None = dagster.get("ref", {}).get("name")
    return name


# --- exceptions


def test_every_exception_is_from_a_rule_and_has_a_reason() -> None:
    rules = {name.removeprefix("test_") for name in globals()}
    assert EXCEPTIONS.keys() - rules == set()
    reasons = [reason for rule in EXCEPTIONS.values() for reason in rule.values()]
    assert [reason for reason in reasons if not reason.endswith(".")] == []
