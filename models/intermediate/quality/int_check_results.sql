{{ config(materialized='view') }}

with

results as (
    -- Written by `record_checks` when a run ends: a view shows them from then on.
    select * from quality.results
)

select * from results
