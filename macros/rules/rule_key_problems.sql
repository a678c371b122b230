{#- A sentence for each value that several rows of a seed have, where its tests say that
    rows are told apart by it: a spelling of a channel that is given twice would double
    what goes by it. The query must have a CTE `<seed>_file` per seed. -#}
{% macro rule_key_problems() -%}
    {%- set nodes = graph.nodes.values() -%}
    {%- set queries = [] -%}
    {%- for test in nodes | selectattr('resource_type', 'equalto', 'test') -%}
        {%- set seed = graph.nodes.get(test.attached_node) -%}
        {%- set kind = (test.test_metadata or {}).get('name') -%}
        {%- if seed and seed.resource_type == 'seed'
            and kind in ['unique', 'unique_combination'] -%}
            {%- set columns =
                test.test_metadata.kwargs.columns or [test.column_name] -%}
            {%- set listed = columns | join(', ') -%}
            {%- set query -%}
                select
                    '{{ seed.name }}, row ' || concat_ws('/', {{ listed }}) || ': '
                    || count(*) || ' rows have this {{ columns | join(" and ") }}'
                        as problem
                from {{ seed.name }}_file
                where {{ columns | join(' is not null and ') }} is not null
                group by {{ listed }}
                having count(*) > 1
            {%- endset -%}
            {%- do queries.append(query) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ queries | join('\nunion all\n') }}
{%- endmacro %}
