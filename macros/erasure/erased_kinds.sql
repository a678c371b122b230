{#- The kinds of ids that were ever erased, asked once per run: none costs nothing. See
    docs/decisions/0010. -#}
{% macro erased_kinds() -%}
    {{ return(adapter.dispatch('erased_kinds', 'journey_warehouse')()) }}
{%- endmacro %}

{#- Engines that the list is not brought to. -#}
{% macro default__erased_kinds() -%}
    {{ return([]) }}
{%- endmacro %}

{#- The plugin `raw_files` brings the list, in memory: no salt in the warehouse file, in
    compiled SQL or in logs. -#}
{% macro duckdb__erased_kinds() -%}
    {%- if not execute or target.name == 'lint' -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set memory = run_memory() -%}
    {%- if 'erased_kinds' not in memory -%}
        {%- set query = 'select distinct kind from erasures.main.hashes order by kind' -%}
        {%- do memory.update({
            'erased_kinds': run_query(query).rows | map(attribute=0) | list,
        }) -%}
    {%- endif -%}
    {{ return(memory.erased_kinds) }}
{%- endmacro %}
