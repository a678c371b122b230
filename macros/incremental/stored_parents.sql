{#- What a node of the graph reads: `parents`, the names of stored relations, and `views`,
    the checksums of whatever lies between and stores nothing. -#}
{% macro stored_parents(node) -%}
    {%- set parents = [] -%}
    {%- set views = [] -%}
    {%- set pending = node.depends_on.nodes | list -%}
    {%- set seen = [] -%}
    {#- Jinja has no `while`; no walk is longer than the graph has edges. -#}
    {%- for _ in range(10000) if pending -%}
        {%- set unique_id = pending.pop() -%}
        {%- set parent = graph.nodes.get(unique_id) -%}
        {%- if parent and unique_id not in seen -%}
            {%- do seen.append(unique_id) -%}
            {%- if parent.config.materialized in ['view', 'ephemeral'] -%}
                {%- do views.append(parent.checksum.checksum) -%}
                {%- do pending.extend(parent.depends_on.nodes) -%}
            {%- else -%}
                {%- do parents.append(parent.name) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return({'parents': parents, 'views': views}) }}
{%- endmacro %}
