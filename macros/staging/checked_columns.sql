{#- The columns of a base model: the typed ones, where the row came from, and what is
    wrong with it. Reads the result of `typed_columns` with its `erased_by` and
    `rejection_reasons`. Of an erased row only its place in its file is left. -#}
{% macro checked_columns(table) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set names = contract.columns | map(attribute='name') | list -%}
    {%- set raw_names = [] -%}
    {%- for name in names -%}
        {%- do raw_names.append('raw__' ~ name) -%}
    {%- endfor -%}
        erased_by,
    {%- for name in names %}
        {{ kept_value(table, name) }} as {{ name }},
    {%- endfor %}
        case when erased_by is null then custom_attributes end as custom_attributes,
        source_file,
        source_row_number,
        case
            when erased_by is null then {{ latest_event_at(contract.columns) }}
        end as latest_event_at,
        case when erased_by is null then rejection_reasons end as rejection_reasons,
        case
            when erased_by is null then {{ guarded_columns(contract.columns) }}
        end as guarded_columns,
        case
            when {{ names_erased(table) }} then null
            when parse_error is not null then unparsed_line
            when rejection_reasons is not null then {{ json_of_columns(raw_names) }}
        end as rejected_row,
        erased_by is null and {{ is_after_as_of(contract.columns) }} as is_after_as_of
{%- endmacro %}
