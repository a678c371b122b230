{#- The survival never rises, so that the first crossing has the least place. -#}
{% macro rank_of_survival(level) -%}
    min(ended_before + {{ ends_to_survival(level) }})
    filter (where {{ is_survival_crossed(level) }})
{%- endmacro %}
