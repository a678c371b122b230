{#- The kinds of ids on the list of erased ones that this warehouse has not heard of. -#}
{% macro newly_erased_kinds() -%}
    {%- if not erased_kinds() -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set query -%}
        select distinct kind from erasures.main.hashes
        where {{ is_newly_erased() }}
    {%- endset -%}
    {{ return(run_query(query).rows | map(attribute=0) | list) }}
{%- endmacro %}
