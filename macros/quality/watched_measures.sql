{#- The rows of the `quality_measures` seed, as dicts, asked once per run. -#}
{% macro watched_measures(measures) -%}
    {#- Lint has no rows. -#}
    {%- if not execute or target.name == 'lint' -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set memory = run_memory() -%}
    {%- if 'watched_measures' not in memory -%}
        {%- set names = [
            'measure', 'source', 'date_column', 'grain', 'statistic', 'column_name',
            'per_column', 'value', 'among',
        ] -%}
        {%- set query -%}
            select {{ names | join(', ') }} from {{ measures }} order by measure
        {%- endset -%}
        {%- set found = [] -%}
        {%- for row in run_query(query).rows -%}
            {%- do found.append(dict(zip(names, row.values()))) -%}
        {%- endfor -%}
        {%- do memory.update({'watched_measures': found}) -%}
    {%- endif -%}
    {{ return(memory.watched_measures) }}
{%- endmacro %}
