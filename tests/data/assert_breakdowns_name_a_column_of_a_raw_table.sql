-- A row is a breakdown whose source is not of the form `<raw table>.<column>`.
select
    breakdown,
    source_column
from {{ ref('breakdowns') }}
where
    split_part(source_column, '.', 1) not in (
        {% for table in raw_tables() -%}
            '{{ table }}'{{ ',' if not loop.last }}
        {% endfor -%}
    )
    or split_part(source_column, '.', 2) = ''
    or split_part(source_column, '.', 3) != ''
