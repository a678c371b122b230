{%- set relations = {} -%}
{%- for table in raw_tables() -%}
    {%- do relations.update({
        'stg_' ~ table: ref('stg_' ~ table),
        'base_' ~ table: received_rows(table),
    }) -%}
{%- endfor -%}
with

figures as (
    {{ watched_figures(ref('quality_measures'), relations) }}
)

select * from figures
