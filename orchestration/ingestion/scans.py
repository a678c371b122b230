"""The select that reads all files of a raw table as one.

Belongs here: SQL over landed files. How a file is landed belongs in `landed_files`;
what its values mean belongs in the staging models.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.ingestion.landed_files import ROW_NUMBER, Column, LandedFile
from orchestration.ingestion.twins import PARSE_ERROR, UNPARSED_LINE
from orchestration.sql_text import identifier, literal, path_list

# A name that no column of a file has: those are trimmed, or a twin's own.
_PATH = " path"

_NULL_TEXT = "cast(null as varchar)"
_NESTED = ("STRUCT", "MAP", "UNION", "VARIANT", "JSON")


@dataclass
class _Group:
    """Files with the same columns: one `select` reads them all."""

    files: list[LandedFile] = field(default_factory=list)

    @property
    def first(self) -> LandedFile:
        return self.files[0]


def common_types(files: Sequence[LandedFile], columns: Sequence[str]) -> dict[str, str]:
    """The type that each column is read as, in all files of a table.

    A column keeps its type where all files that have it agree, and is text otherwise.
    """
    return {column: _common_type(files, column) for column in columns}


def scan_of(
    files: Sequence[LandedFile], types: Mapping[str, str], passthrough: Sequence[str]
) -> str:
    """One select over some files: the columns of `types`, then where rows came from."""
    scanned = [file for file in files if file.path is not None]
    if not scanned:
        return _select_nothing(types)
    return "\nunion all\n".join(
        _select_group(group, types, sorted(set(passthrough)))
        for group in _groups(scanned)
    )


def _select_nothing(types: Mapping[str, str]) -> str:
    nulls = [
        f"cast(null as {data_type}) as {identifier(column)}"
        for column, data_type in types.items()
    ]
    provenance = [
        f"{_NULL_TEXT} as custom_attributes",
        f"{_NULL_TEXT} as source_file",
        "cast(null as bigint) as source_row_number",
        f"{_NULL_TEXT} as unparsed_line",
        f"{_NULL_TEXT} as parse_error",
    ]
    return f"{_select([*nulls, *provenance])}\nwhere false"


def _groups(files: Sequence[LandedFile]) -> list[_Group]:
    groups: dict[object, _Group] = {}
    seen: Counter[Path | None] = Counter()
    for file in files:
        # Raw files of the same bytes share a twin; a group reads it once, since its
        # path tells which raw file a row is from.
        seen[file.path] += 1
        key = (
            tuple(sorted(file.columns.items(), key=lambda item: item[0])),
            file.unparsed_rows > 0,
            _is_in_place(file),
            seen[file.path],
        )
        groups.setdefault(key, _Group()).files.append(file)
    return list(groups.values())


def _select_group(
    group: _Group, types: Mapping[str, str], passthrough: Sequence[str]
) -> str:
    found = group.first.columns
    values = [
        f"{_value(found.get(column), data_type)} as {identifier(column)}"
        for column, data_type in types.items()
    ]
    has_unparsed = group.first.unparsed_rows > 0
    provenance = [
        f"{_custom_attributes(found, passthrough)} as custom_attributes",
        f"{_source_file(group)} as source_file",
        f"{ROW_NUMBER} + 1 as source_row_number",
        f"{identifier(UNPARSED_LINE) if has_unparsed else _NULL_TEXT} as unparsed_line",
        f"{identifier(PARSE_ERROR) if has_unparsed else _NULL_TEXT} as parse_error",
    ]
    paths = path_list(file.path for file in group.files if file.path is not None)
    return (
        f"{_select([*values, *provenance])}\n"
        f"from read_parquet(\n    {paths},\n    filename = {literal(_PATH)}, "
        f"{ROW_NUMBER} = true, hive_partitioning = false\n)"
    )


def _select(expressions: Sequence[str]) -> str:
    return "select\n    " + ",\n    ".join(expressions)


def _common_type(files: Sequence[LandedFile], column: str) -> str:
    types = {file.columns[column].type for file in files if column in file.columns}
    (data_type,) = types if len(types) == 1 else {"VARCHAR"}
    return "VARCHAR" if _is_nested(data_type) or data_type == "BLOB" else data_type


def _is_nested(data_type: str) -> bool:
    return data_type.endswith("]") or data_type.startswith(_NESTED)


def _value(column: Column | None, data_type: str) -> str:
    if column is None:
        return f"cast(null as {data_type})"
    if data_type == "VARCHAR":
        return _as_text(column)
    return identifier(column.name)


def _as_text(column: Column) -> str:
    name = identifier(column.name)
    if column.type == "VARCHAR":
        return name
    if _is_nested(column.type):
        return f"cast(to_json({name}) as varchar)"
    if column.type == "BLOB":
        # Older writers leave out that bytes are text; other bytes are shown escaped.
        return f"coalesce(try(decode({name})), cast({name} as varchar))"
    return f"cast({name} as varchar)"


def _custom_attributes(found: Mapping[str, Column], passthrough: Sequence[str]) -> str:
    """The filled ones among the columns that pass through, as a JSON object."""
    pairs = [
        f"{literal(name)}, nullif(trim({_as_text(found[name])}), '')"
        for name in passthrough
        if name in found
    ]
    if not pairs:
        return _NULL_TEXT
    # Merging with an empty object takes the null fields out (RFC 7396).
    merged = f"json_merge_patch('{{}}', json_object({', '.join(pairs)}))"
    return f"nullif(cast({merged} as varchar), '{{}}')"


def _is_in_place(file: LandedFile) -> bool:
    return file.path == file.file.path


def _source_file(group: _Group) -> str:
    """The raw file's name. The path is constant per file, and so is this, per batch."""
    if len(group.files) == 1:
        return literal(group.first.file.name)
    if _is_in_place(group.first):
        start = len(str(group.first.path)) - len(group.first.file.name) + 1
        return f"substr({identifier(_PATH)}, {start})"
    cases = " ".join(
        f"when {literal(str(file.path))} then {literal(file.file.name)}"
        for file in group.files
    )
    return f"case {identifier(_PATH)} {cases} end"
