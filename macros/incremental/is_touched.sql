{#- Condition on rows of a model's inputs: only those of entities that it replaces in
    this run. All of them where it is built whole. An ephemeral model names the model
    that it is part of. With a `prefix`, only ids that begin with it are looked for, and
    `entity` is what stands behind it. -#}
{% macro is_touched(entity, by=none, prefix='') -%}
    {%- if not is_replacing(by) -%}
        true
    {%- elif prefix -%}
        {{ entity }} in (
            select substr(entity_id, {{ prefix | length + 1 }})
            from touched__{{ by or model.name }}
            where entity_id like '{{ prefix }}%'
            {{ outlying_ids() }}
        )
    {%- else -%}
        {{ entity }} in (select entity_id from touched__{{ by or model.name }})
    {%- endif -%}
{%- endmacro %}
