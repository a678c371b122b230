{#- A raw column as a number of the given type, null where it is none. Text wants a
    point as its decimal sign. -#}
{% macro raw_number(column, data_type) -%}
    {%- if data_type == 'bigint' -%}
        {#- A cast would round 3.7 to 4: a fraction is no integer. -#}
        {%- set number = raw_number(column, 'decimal(38, 4)') -%}
        case
            when {{ number }} = floor({{ number }})
                then try_cast({{ number }} as bigint)
        end
    {%- else -%}
        {{ return(
            adapter.dispatch('raw_number', 'journey_warehouse')(column, data_type)
        ) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__raw_number(column, data_type) -%}
    try_cast({{ raw_text(column) }} as {{ data_type }})
{%- endmacro %}

{#- DuckDB knows the type when it plans, so that numbers of a Parquet file take no
    detour over text. Its cast would read 1_000 as a thousand. -#}
{% macro duckdb__raw_number(column, data_type) -%}
    {%- set text = raw_text(column) -%}
    case
        when typeof({{ column }}) != 'VARCHAR'
            then try_cast({{ column }} as {{ data_type }})
        when not contains({{ text }}, '_')
            then try_cast({{ text }} as {{ data_type }})
    end
{%- endmacro %}
