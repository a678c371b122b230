{#- Queries for a sentence for two rows of a seed that a person would take for one, as their
    keys differ in capitals, blanks or the Unicode form of a letter alone. Names that raw
    values are compared with as they are, or in lower case, may differ so: both may come. -#}
{% macro rule_alike_problems(seed, tests) -%}
    {%- set raw_names = ['pipeline', 'owner', 'channel_alias', 'lost_reason'] -%}
    {%- set queries = [] -%}
    {%- for columns in rule_key_columns(tests) -%}
        {%- set folded = [] -%}
        {%- for column in columns -%}
            {%- set is_name = seed.config.column_types[column] == 'varchar'
                and column not in raw_names -%}
            {%- do folded.append(folded_name(column) if is_name else column) -%}
        {%- endfor -%}
        {%- set key -%}
            concat_ws('/', {{ columns | join(', ') }})
        {%- endset -%}
        {%- set query -%}
            select
                '{{ seed.original_file_path }}, row ' || max({{ key }}) || ': differs from'
                || ' the row ' || min({{ key }}) || ' in capitals, blanks or the Unicode'
                || ' form of a letter alone; keep one of them, or name one anew' as problem
            from {{ seed.name }}_file
            where {{ columns | join(' is not null or ') }} is not null
            group by {{ folded | join(', ') }}
            having count(distinct {{ key }}) > 1
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
