{%- set kinds = [
    'references', 'values', 'merges', 'money', 'orders', 'deals', 'present_stages',
    'stage_changes',
] -%}
with

flagged as (
    {% for kind in kinds -%}
        select
            table_name,
            row_key,
            flag,
            value
        from {{ ref('int_flagged_rows__' ~ kind) }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

final as (
    select
        {{ surrogate_key(['table_name', 'row_key', 'flag']) }} as flagged_row_id,
        table_name,
        row_key,
        flag,
        max(value) as value
    from flagged
    group by table_name, row_key, flag
)

select * from final
