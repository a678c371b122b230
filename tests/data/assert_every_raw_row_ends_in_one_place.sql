-- A row is a raw table of which rows were lost on the way, or counted in two places.
select
    table_name,
    raw_row_count,
    sum(row_count) as placed_row_count
from {{ ref('agg_raw_rows') }}
group by table_name, raw_row_count
having sum(row_count) != raw_row_count
