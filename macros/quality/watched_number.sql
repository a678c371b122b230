{#- What a measure adds up over a period: with `of_all`, the rows that it is a part of. -#}
{% macro watched_number(measure, of_all=false) -%}
    {%- set column = measure.column_name -%}
    {%- set text = "cast(" ~ column ~ " as " ~ dbt.type_string() ~ ")" -%}
    {%- if measure.statistic in ['count', 'sum'] and of_all
        or measure.statistic == 'count' -%}
        count(*)
    {%- elif measure.statistic == 'filled_share' -%}
        count({{ '*' if of_all else column }})
    {%- elif measure.statistic == 'value_share' and not of_all -%}
        count(*) filter (where {{ text }} = {{ string_literals([measure.value]) }})
    {%- elif measure.statistic == 'value_share' and measure.among -%}
        count(*) filter (
            where {{ text }} in ({{ string_literals(measure.among.split('|')) }})
        )
    {%- elif measure.statistic == 'part_share' and not of_all -%}
        count(*)
    {%- elif measure.statistic == 'part_share' -%}
        {#- Parts are rows of their own; together they are the whole. -#}
        sum(count(*)) over (partition by period_start)
    {%- elif measure.statistic == 'geometric_mean' and of_all -%}
        count(*) filter (where {{ column }} >= 0)
    {%- elif measure.statistic == 'geometric_mean' -%}
        {#- The logarithm is taken before rows are filtered. -#}
        coalesce(
            sum(cast(ln(1 + greatest({{ column }}, 0)) as decimal(28, 6)))
                filter (where {{ column }} >= 0),
            0
        )
    {%- elif of_all -%}
        count({{ column }})
    {%- else -%}
        coalesce(sum(cast({{ column }} as decimal(28, 6))), 0)
    {%- endif -%}
{%- endmacro %}
