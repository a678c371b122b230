{#- What the `breakdowns` seed names, asked once per run. -#}
{% macro broken_down_columns(breakdowns) -%}
    {%- set memory = run_memory() -%}
    {%- if 'broken_down_columns' not in memory -%}
        {%- set rows = run_query('select source_column from ' ~ breakdowns).rows -%}
        {%- do memory.update({'broken_down_columns': rows | map(attribute=0) | list}) -%}
    {%- endif -%}
    {{ return(memory.broken_down_columns) }}
{%- endmacro %}
