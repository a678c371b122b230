{#- The sets of columns of which the tests of a seed say that they tell its rows apart. -#}
{% macro rule_key_columns(tests) -%}
    {%- set found = [] -%}
    {%- for test in tests.get('unique', []) + tests.get('unique_combination', []) -%}
        {%- do found.append(tested_columns(test)) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
