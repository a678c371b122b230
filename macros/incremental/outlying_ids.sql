{#- Continues a query for ids by two that nobody has, the first and the last as texts.
    DuckDB hands the ids of a join on to the scan: where they range widely as a Bloom
    filter, else as a range of their beginnings, which lets all rows pass where ids begin
    alike. -#}
{% macro outlying_ids() -%}
    union all
    select ''
    union all
    select '~~~~~~~~'
{%- endmacro %}
