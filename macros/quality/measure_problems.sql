{#- A sentence for each watched figure whose source is none: it would never be told of. -#}
{% macro measure_problems(measures) -%}
    {%- set sources = watched_marts() | list -%}
    {%- for table in raw_tables() -%}
        {%- do sources.extend(['stg_' ~ table, 'base_' ~ table]) -%}
    {%- endfor -%}
    select
        'seeds/quality_measures.csv, row ' || measure || ': the source '''
        || coalesce(source, '') || ''' is none of {{ sources | join(", ") }}' as problem
    from {{ measures }}
    where source is null or source not in ({{ string_literals(sources) }})
{%- endmacro %}
