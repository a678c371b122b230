{#- The hash for which a row of a base model is erased, null where it is none. Where a raw
    file has a twin, the row is blank there already, and the twin says for which. -#}
{% macro erased_by(table) -%}
    {%- set reasons = [] -%}
    {%- for named in ids_of_row(table, owning=true)
        if named.kind in erased_kinds() -%}
        {%- do reasons.append(
            'case when ' ~ is_erased(named.kind, named.id)
            ~ ' then ' ~ erased_hash(named.kind, named.id) ~ ' end'
        ) -%}
    {%- endfor -%}
    {%- set in_twin -%}
        case
            when parse_error like '{{ erased_mark() }}%'
                then substr(parse_error, {{ erased_mark() | length + 1 }})
        end
    {%- endset -%}
    {{ return('coalesce(' ~ ([in_twin] + reasons + ['null']) | join(', ') ~ ')') }}
{%- endmacro %}
