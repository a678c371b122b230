{#- At least one, as the level may have been crossed before. -#}
{% macro ends_to_survival(level) -%}
    greatest(1, cast(floor((survival - {{ level }} - 1e-12) / weight) as bigint) + 1)
{%- endmacro %}
