{#- The rows of a seed's file, as texts, with the line on which each begins. Another engine
    would check the tables of the build before, which know no lines. -#}
{% macro rule_file(seed, folder) -%}
    {{ return(adapter.dispatch('rule_file', 'journey_warehouse')(seed, folder)) }}
{%- endmacro %}

{% macro default__rule_file(seed, folder) -%}
    select
        *,
        cast(null as {{ dbt.type_int() }}) as line_in_file
    from {{ seed.relation_name }}
{%- endmacro %}

{#- `nullif` changes nothing, but keeps DuckDB from reading a column as the type to which
    it is cast later: that would be an error of the file as a whole. -#}
{% macro duckdb__rule_file(seed, folder) -%}
    {%- set path = string_literals([folder ~ '/' ~ seed.original_file_path]) -%}
    select
        {% for column in seed.config.column_types -%}
            nullif(numbered.{{ column }}, '') as {{ column }},
        {% endfor -%}
        found.lines[numbered.row_in_file] as line_in_file
    from (
        select
            *,
            row_number() over () as row_in_file
        from read_csv(
            {{ path }},
            header = true, all_varchar = true, delim = ',', quote = '"', escape = '"'
        )
    ) as numbered
    cross join (select cast(rule_file_lines({{ path }}) as integer[]) as lines) as found
{%- endmacro %}
