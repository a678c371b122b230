{#- Whether a model (by default the one at hand) is brought up to date by replacing rows
    in this run. -#}
{% macro is_replacing(name=none) -%}
    {%- if not execute or flags.WHICH not in ['build', 'run']
        or model.resource_type != 'model' or flags.FULL_REFRESH -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set consumer = name or model.name -%}
    {%- set relation = relation_of(consumer) -%}
    {{ return(
        relation is not none
        and relation.type == 'table'
        and build_state(consumer).reason_to_rebuild == ''
    ) }}
{%- endmacro %}
