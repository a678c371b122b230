{#- Condition: somebody waived the check, and the waiver has not expired. -#}
{% macro is_waived(check) -%}
    exists (
        select 1 from quality.waivers
        where
            rule = {{ string_literals([check.rule]) }}
            and coalesce(table_name = {{ text_or_null(check.table) }}, true)
            and coalesce(column_name = {{ text_or_null(check.column) }}, true)
    )
{%- endmacro %}
