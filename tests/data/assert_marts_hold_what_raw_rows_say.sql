-- A row is a mart with more or fewer rows, or money, than the raw rows that are used.
select
    table_name,
    mart_name,
    figure,
    difference
from {{ ref('agg_reconciliation') }}
where difference != 0
