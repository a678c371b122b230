"""The safe reading of raw files into DuckDB.

Belongs here: finding the files of a raw table, turning text into Parquet without losing
a row, saying how a table is scanned, and which lines of the rules are broken. What the
values mean belongs in the staging models; what Dagster shows of raw tables belongs in
`orchestration.raw_tables`.
"""
