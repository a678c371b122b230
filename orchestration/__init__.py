"""How the warehouse is run: raw tables in, dbt build, published marts out.

`definitions` is the Dagster project; `run` is the same job without the UI.
"""
