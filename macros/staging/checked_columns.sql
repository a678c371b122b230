{#- The columns of a base model: the typed ones, where the row came from, and what is
    wrong with it. Reads the result of `typed_columns` with its `rejection_reasons`. -#}
{% macro checked_columns(table) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set names = contract.columns | map(attribute='name') | list -%}
    {%- set raw_names = [] -%}
    {%- for name in names -%}
        {%- do raw_names.append('raw__' ~ name) -%}
    {%- endfor -%}
    {%- for name in names %}
        {{ name }},
    {%- endfor %}
        custom_attributes,
        source_file,
        source_row_number,
        {{ latest_event_at(contract.columns) }} as latest_event_at,
        rejection_reasons,
        {{ guarded_columns(contract.columns) }} as guarded_columns,
        case
            when parse_error is not null then unparsed_line
            when rejection_reasons is not null then {{ json_of_columns(raw_names) }}
        end as rejected_row,
        {{ is_after_as_of(contract.columns) }} as is_after_as_of
{%- endmacro %}
