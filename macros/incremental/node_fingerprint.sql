{#- A hash of what a node of the graph is made of: its SQL or rows, its config and the
    types that its contract promises. Descriptions make no other table. -#}
{% macro node_fingerprint(node) -%}
    {%- set parts = [node.checksum.checksum, tojson(node.config, sort_keys=true)] -%}
    {%- for column in node.columns.values() -%}
        {%- do parts.extend([
            column.name, column.data_type or '', tojson(column.constraints)
        ]) -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('|'))) }}
{%- endmacro %}
