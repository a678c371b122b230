{#- Query for the long form of the attributes by which a relation can be broken down: a
    row per row and breakdown. The model must have the CTE `breakdowns`. -#}
{% macro breakdown_values(relation, table, key, is_versioned=true) -%}
    select
        '{{ table }}' as source_table,
        {{ relation }}.{{ key }} as subject_id,
        breakdowns.breakdown,
        coalesce(
            case breakdowns.column_name
                {%- for column in breakdown_columns()[table] %}
                when '{{ column }}'
                    then cast({{ relation }}.{{ column }} as {{ dbt.type_string() }})
                {%- endfor %}
                else {{ json_text(
                    relation ~ '.custom_attributes', 'breakdowns.column_name'
                ) }}
            end,
            '(none)'
        ) as breakdown_value,
        {{ relation ~ '.valid_from' if is_versioned else 'cast(null as timestamp)' }}
            as valid_from,
        {{ relation ~ '.valid_to' if is_versioned else 'cast(null as timestamp)' }}
            as valid_to
    from {{ relation }}
    inner join breakdowns
        on breakdowns.source_table = '{{ table }}'
{%- endmacro %}
