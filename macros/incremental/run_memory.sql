{#- What this run of dbt has found out so far: a dict that all of its models share. dbt's
    graph is the one object that every model is handed. -#}
{% macro run_memory() -%}
    {%- set name = 'memory of ' ~ invocation_id -%}
    {%- if name not in graph -%}
        {%- do graph.update({name: {}}) -%}
    {%- endif -%}
    {{ return(graph[name]) }}
{%- endmacro %}
