{#- Whole numbers from 0 to `last`, a row each, as column `number`. -#}
{% macro number_rows(last) -%}
    {%- for number in range(last + 1) -%}
        select {{ number }} as number{{ ' union all ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
