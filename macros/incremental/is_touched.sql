{#- Condition on rows of a model's inputs: only those of entities that it replaces in
    this run. All of them where it is built whole. An ephemeral model names the model
    that it is part of. -#}
{% macro is_touched(entity, by=none) -%}
    {%- if is_replacing(by) -%}
        {{ entity }} in (select entity_id from touched__{{ by or model.name }})
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
