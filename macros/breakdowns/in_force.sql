{#- Whether a version holds at an instant; one without a beginning has held for ever. -#}
{% macro in_force(version, at) -%}
    ({{ at }} >= {{ version }}.valid_from or {{ version }}.valid_from is null)
    and ({{ at }} < {{ version }}.valid_to or {{ version }}.valid_to is null)
{%- endmacro %}
