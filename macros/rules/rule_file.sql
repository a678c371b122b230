{#- The rows of a seed's file, as dbt would load them. Another engine would check the
    tables of the build before. -#}
{% macro rule_file(seed, folder) -%}
    {{ return(adapter.dispatch('rule_file', 'journey_warehouse')(seed, folder)) }}
{%- endmacro %}

{% macro default__rule_file(seed, folder) -%}
    select * from {{ seed.relation_name }}
{%- endmacro %}

{#- What cannot be read as its type is null here, and an error where dbt loads it. -#}
{% macro duckdb__rule_file(seed, folder) -%}
    {%- set path = folder ~ '/' ~ seed.original_file_path -%}
    select
        {% for column, data_type in seed.config.column_types.items() -%}
            try_cast({{ column }} as {{ data_type }}) as {{ column }},
        {% endfor -%}
    from read_csv(
        {{ string_literals([path]) }},
        header = true, all_varchar = true, delim = ',', quote = '"', escape = '"'
    )
{%- endmacro %}
