{#- What a data test checks, as a dict: `rule`, `table` and `column` (or none). -#}
{% macro check_of(test) -%}
    {%- set metadata = test.test_metadata or {} -%}
    {%- set arguments = metadata.kwargs or {} -%}
    {%- set home = test.config.meta.get('dagster', {}).get('ref', {}).get('name') -%}
    {%- set read = test.attached_node or test.depends_on.nodes | first -%}
    {{ return({
        'rule': metadata.name or test.name,
        'table': home or read.split('.')[-1],
        'column': test.column_name
            or (arguments.columns or arguments.group_by or []) | join(', ')
            or none,
    }) }}
{%- endmacro %}
