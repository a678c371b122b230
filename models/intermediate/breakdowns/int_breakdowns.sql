{{- assert_breakdowns(ref('breakdowns')) -}}
with

breakdowns as (
    select * from {{ ref('breakdowns') }}
),

final as (
    select
        breakdown,
        split_part(source_column, '.', 1) as source_table,
        split_part(source_column, '.', 2) as column_name
    from breakdowns
)

select * from final
