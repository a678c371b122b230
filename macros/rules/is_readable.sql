{#- Whether a text is empty or can be read as a type, as it is. -#}
{% macro is_readable(column, data_type) -%}
    {%- set value = 'try_cast(' ~ column ~ ' as ' ~ data_type ~ ')' -%}
    {%- if data_type in ['date', 'boolean'] -%}
        ({{ column }} is null or {{ value }} is not null)
    {%- else -%}
        coalesce(
            {{ column }} is null
            or cast({{ value }} as double) = try_cast({{ column }} as double),
            false
        )
    {%- endif -%}
{%- endmacro %}
