{#- What a product of doubles gives in its last digits does not decide. -#}
{% macro is_survival_crossed(level) -%}
    ends_count > 0 and survival - weight * ends_count < {{ level }} + 1e-12
{%- endmacro %}
