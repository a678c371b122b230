{#- The columns of a model's `unique_key`, which may be one name or several. -#}
{% macro unique_key_columns(unique_key) -%}
    {{ return([unique_key] if unique_key is string else unique_key) }}
{%- endmacro %}
