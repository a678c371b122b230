{#- A sentence for each value that several rows of a seed have, where its tests say that
    rows are told apart by it: a spelling of a channel that is given twice would double
    what goes by it. -#}
{% macro rule_key_problems(seed, tests) -%}
    {%- set queries = [] -%}
    {%- for columns in rule_key_columns(tests) -%}
        {%- set listed = columns | join(', ') -%}
        {%- set lines = dbt.listagg(
            'cast(line_in_file as ' ~ dbt.type_string() ~ ')', "', '",
            'order by line_in_file'
        ) -%}
        {%- set query -%}
            select
                '{{ seed.original_file_path }}, row ' || concat_ws('/', {{ listed }})
                || ': ' || count(*) || ' rows have the same {{ listed }}, on the lines '
                || coalesce({{ lines }}, '?') || '; keep one of them' as problem
            from {{ seed.name }}_file
            where {{ columns | join(' is not null or ') }} is not null
            group by {{ listed }}
            having count(*) > 1
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
