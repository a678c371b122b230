{#- The value of a row that its measure has a series for; none where there is one series.
    What names no currency is in one of its own. -#}
{% macro watched_part(measure) -%}
    {%- if measure.statistic == 'part_share' -%}
        {{ return(measure.column_name) }}
    {%- elif measure.per_column -%}
        {{ return(
            "coalesce(cast(" ~ measure.per_column ~ " as " ~ dbt.type_string() ~ "), '')"
        ) }}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}
