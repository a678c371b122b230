{#- A JSON object, as text, of the filled ones among some columns; null where none is
    filled. -#}
{% macro json_of_columns(columns) -%}
    {%- set columns = columns | list -%}
    {%- if not columns -%}
        {{ return('cast(null as ' ~ dbt.type_string() ~ ')') }}
    {%- endif -%}
    {{ return(adapter.dispatch('json_of_columns', 'journey_warehouse')(columns)) }}
{%- endmacro %}

{#- Spark leaves null fields out by itself. -#}
{% macro default__json_of_columns(columns) -%}
    nullif(to_json(named_struct(
        {%- for column in columns -%}
            '{{ column }}', cast({{ column }} as string){{ ', ' if not loop.last }}
        {%- endfor -%}
    )), '{}')
{%- endmacro %}

{#- Merging with an empty object takes the null fields out (RFC 7396). -#}
{% macro duckdb__json_of_columns(columns) -%}
    nullif(cast(json_merge_patch('{}', json_object(
        {%- for column in columns -%}
            '{{ column | replace("raw__", "") }}', cast({{ column }} as varchar)
            {{- ', ' if not loop.last }}
        {%- endfor -%}
    )) as varchar), '{}')
{%- endmacro %}
