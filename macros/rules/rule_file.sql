{#- The rows of a seed's file, as texts. Another engine would check the tables of the
    build before. -#}
{% macro rule_file(seed, folder) -%}
    {{ return(adapter.dispatch('rule_file', 'journey_warehouse')(seed, folder)) }}
{%- endmacro %}

{% macro default__rule_file(seed, folder) -%}
    select * from {{ seed.relation_name }}
{%- endmacro %}

{#- `nullif` changes nothing, but keeps DuckDB from reading a column as the type to which
    it is cast later: that would be an error of the file as a whole. -#}
{% macro duckdb__rule_file(seed, folder) -%}
    {%- set path = folder ~ '/' ~ seed.original_file_path -%}
    select
        {% for column in seed.config.column_types -%}
            nullif({{ column }}, '') as {{ column }},
        {% endfor -%}
    from read_csv(
        {{ string_literals([path]) }},
        header = true, all_varchar = true, delim = ',', quote = '"', escape = '"'
    )
{%- endmacro %}
