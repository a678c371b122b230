{#- The relation of a model as it is in the warehouse, or none; for models that may lie
    ahead in the graph, where `ref` would not do. -#}
{% macro relation_of(name) -%}
    {%- set node = graph.nodes['model.' ~ project_name ~ '.' ~ name] -%}
    {{ return(adapter.get_relation(node.database, node.schema, node.alias)) }}
{%- endmacro %}
