"""The checks that a failed run names, by where they are and what their rules say.

Belongs here: knowing a check by what programs call it: dbt by the name of its test, the
audit by the table and the rule. The words of a rule are those of `quality_rules`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import duckdb

# As `audit` names them, at a border with what decided.
CHECK = re.compile(
    r"(?P<place>.+?) \((?P<rule>[^()]+?)(?:: (?P<seen>[^()]+))?\)(?:, |\Z)"
)
TESTS = """
    select
        split_part(check_id, '.', 3) as test,
        concat_ws('.', table_name, column_name) as place,
        rule
    from warehouse.quality.results
    where kind = 'test'
    group by all
"""
OF_REJECTED_ROWS = "border:rejected_share"
# Whoever mends one file first, mends the one with most of them.
FILE_OF_MOST = """
    select source_file from warehouse.marts.fct_rejected_rows
    where table_name = ?
    group by source_file order by count(*) desc, source_file limit 1
"""
UNKNOWN = (duckdb.CatalogException, duckdb.BinderException)
RULES = "select rule, name_en, name_ru from warehouse.rules.quality_rules"


def with_checks(
    failures: Sequence[Mapping[str, Any]], connection: duckdb.DuckDBPyConnection
) -> list[dict[str, Any]]:
    """The failures, those of checks with the `checks`: place, rule and its names.

    One of too many rejected rows has the raw file, too, in which most of them are.
    `connection` has the warehouse attached as `warehouse`. What it does not know, the
    page calls as the program did.
    """
    tests: dict[str, tuple[str, str]] = {}
    names: dict[str, tuple[str, str]] = {}
    # A run that failed early, or an older warehouse, may have neither.
    with suppress(*UNKNOWN):
        tests = {
            test: (place, rule)
            for test, place, rule in connection.execute(TESTS).fetchall()
        }
    with suppress(*UNKNOWN):
        names = {
            rule: (name_en, name_ru)
            for rule, name_en, name_ru in connection.execute(RULES).fetchall()
        }
    told = [_with_checks(failure, tests, names) for failure in failures]
    for check in (check for failure in told for check in failure.get("checks", ())):
        if check["rule"] == OF_REJECTED_ROWS:
            check.update(_file_of_most(check["place"], connection))
    return told


def _file_of_most(table: str, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    with suppress(*UNKNOWN):
        for (file,) in connection.execute(FILE_OF_MOST, [table]).fetchall():
            return {} if file is None else {"source_file": file}
    return {}


def _with_checks(
    failure: Mapping[str, Any],
    tests: Mapping[str, tuple[str, str]],
    names: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    checks = [
        {
            "place": place,
            "rule": rule,
            "name_en": names.get(rule, (None, None))[0],
            "name_ru": names.get(rule, (None, None))[1],
        }
        for place, rule in _checks_of(failure.get("values", {}), tests)
    ]
    return {**failure, "checks": checks} if checks else {**failure}


def _checks_of(
    values: Mapping[str, str], tests: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    if (test := values.get("test")) in tests and test is not None:
        yield tests[test]
    for found in CHECK.finditer(values.get("checks", "")):
        yield found["place"], found["rule"]
