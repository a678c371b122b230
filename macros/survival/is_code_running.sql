{% macro is_code_running(code, causes) -%}
    {%- set last = kinds_of_ends(causes) - 1 -%}
    {{ code }} & {{ last }} = {{ last }}
{%- endmacro %}
