{#- What a node of the graph reads: `parents`, the names of stored relations; `views`, the
    ids of whatever lies between and stores nothing; `sources`, those of raw tables. -#}
{% macro stored_parents(node, found=none) -%}
    {%- set found = found or {'parents': [], 'views': [], 'sources': []} -%}
    {%- for unique_id in node.depends_on.nodes -%}
        {%- set parent = graph.nodes.get(unique_id) -%}
        {%- if parent is none -%}
            {%- do found.sources.append(unique_id) -%}
        {%- elif parent.config.materialized not in ['view', 'ephemeral'] -%}
            {%- if parent.name not in found.parents -%}
                {%- do found.parents.append(parent.name) -%}
            {%- endif -%}
        {%- elif unique_id not in found.views -%}
            {%- do found.views.append(unique_id) -%}
            {%- do stored_parents(parent, found) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
