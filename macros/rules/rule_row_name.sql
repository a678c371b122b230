{#- SQL for the words that name a row of a seed: by the columns that its tests say to be
    unique, of several sets the first. Funnels, which have no such test, go by the first
    column and by numbers. -#}
{% macro rule_row_name(seed, tests) -%}
    {%- set columns = seed.config.column_types.keys() | list -%}
    {%- set keys = [] -%}
    {%- for key_columns in rule_key_columns(tests) -%}
        {%- set places = [] -%}
        {%- for column in key_columns -%}
            {%- do places.append(columns.index(column)) -%}
        {%- endfor -%}
        {%- do keys.append(places) -%}
    {%- endfor -%}
    {%- set named = [] -%}
    {%- if keys -%}
        {%- for place in (keys | sort)[0] -%}
            {%- do named.append(columns[place]) -%}
        {%- endfor -%}
    {%- else -%}
        {%- for column in columns -%}
            {%- if loop.first or column.endswith('_number') -%}
                {%- do named.append(column) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    '{{ seed.original_file_path }}, row ' || coalesce(
        nullif(concat_ws('/', {{ named | join(', ') }}), ''), '(none)'
    ) || ': '
{%- endmacro %}
