{#- Condition: somebody waived the check, and the waiver has not expired. One that names a
    column is none of a check of the whole table. -#}
{% macro is_waived(check) -%}
    exists (
        select 1 from quality.waivers
        where
            rule = {{ string_literals([check.rule]) }}
            and (table_name is null or table_name = {{ text_or_null(check.table) }})
            and (column_name is null or column_name = {{ text_or_null(check.column) }})
    )
{%- endmacro %}
