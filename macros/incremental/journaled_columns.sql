{#- What is worth knowing of a row that came or went: its key and what it announces. -#}
{% macro journaled_columns(keys) -%}
    {%- set columns = {} -%}
    {%- for key in keys -%}
        {%- do columns.update({key: key}) -%}
    {%- endfor -%}
    {%- do columns.update(announced_columns()) -%}
    {%- for name, expression in columns.items() -%}
        {{ expression }} as {{ name }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
