{#- The tests of each seed, by its id and their kind. Found in one pass, as a graph has many
    hundreds of nodes. -#}
{% macro rule_tests(seeds) -%}
    {%- set found = {} -%}
    {%- for seed in seeds -%}
        {%- do found.update({seed.unique_id: {}}) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'test' and node.attached_node in found -%}
            {%- set kinds = found[node.attached_node] -%}
            {%- do kinds.setdefault(node.test_metadata.name, []).append(node) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
