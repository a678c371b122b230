"""Ids of persons where none is meant to stand: in a page's address, in a campaign.

Belongs here: which ids are looked for in the texts that are published as they are, and
what stands in their place. How they are found belongs in `ids_in_texts`. Columns that
are meant to name somebody, the models' YAML marks; what becomes of those belongs in
`personal_data`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.publishing.ids_in_texts import IdsInTexts
from orchestration.publishing.personal_data import Disguise, condition_of, kind_of

MART_OF_IDS = "warehouse.marts.dim_customer_ids"
# A run that failed early has not built it.
NO_IDS = "select null::varchar as id, null::varchar as shown where false"


class StrayIds:
    """The ids that a warehouse knows, to be looked for on one connection to it.

    And those of who was forgotten, which it knows no more, but rows of others may: of
    persons who are shown plain, these alone.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        disguise: Disguise,
        erased: ErasedIds | None = None,
    ) -> None:
        self._is_plain = disguise.is_plain
        known = NO_IDS
        if not disguise.is_plain and _is_there(connection):
            known = _known_ids(disguise)
        self._ids = (
            None
            if disguise.is_plain and erased is None
            else IdsInTexts(
                connection,
                known,
                erased=erased,
                shown_for_erased=disguise.shown_for_erased("hash"),
            )
        )

    def replacements(self, mart: Mapping[str, Any], source: str) -> dict[str, str]:
        """Columns of a mart that hold stray ids, each with what shows it without."""
        if self._ids is None:
            return {}
        # Those that name persons, and those that are hidden whole.
        others = [
            name
            for name, column in mart["columns"].items()
            if condition_of(column) is None
            and ((kind := kind_of(column)) == "id" or (kind and not self._is_plain))
        ]
        return self._ids.replacements(mart["name"], source, passed_over=others)

    def in_texts(self, texts: Sequence[str]) -> dict[str, str]:
        """Those of some texts that hold stray ids, with the same text without."""
        return {} if self._ids is None else self._ids.in_texts(texts)


def _is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(
        "select 1 from duckdb_columns() "
        "where concat_ws('.', database_name, schema_name, table_name) = ? limit 1",
        [MART_OF_IDS],
    )
    return found.fetchone() is not None


def _known_ids(disguise: Disguise) -> str:
    return f"""
        select id, {disguise.shown_in_text("id")} as shown
        from (
            select raw_id as id from {MART_OF_IDS}
            union
            select customer_id as id from {MART_OF_IDS}
        )
    """
