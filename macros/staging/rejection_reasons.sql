{#- Why a row of `typed_columns` is of no use, as `<column>: <reason>` joined by `; `;
    null where it is sound. `more` are SQL expressions of further reasons. -#}
{% macro rejection_reasons(table, more=[]) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set reasons = [] -%}
    {%- for column in contract.columns -%}
        {%- do reasons.extend(column_reasons(column)) -%}
    {%- endfor -%}
    {%- do reasons.extend(event_reasons(contract.columns)) -%}
    {%- if contract.meta.get('one_of') -%}
        {%- set one_of = contract.meta.one_of | join(', ') -%}
        {%- do reasons.append(
            "case when coalesce(" ~ one_of ~ ") is null"
            ~ " then '" ~ one_of ~ ": all empty' end"
        ) -%}
    {%- endif -%}
    {%- do reasons.extend(more) -%}
    case
        when parse_error is not null then 'line: cannot be parsed: ' || parse_error
        else nullif(concat_ws('; ',
            {{ reasons | join(',\n            ') }}
        ), '')
    end
{%- endmacro %}
