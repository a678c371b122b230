{#- Condition: somebody waived the check, and the waiver has not expired. -#}
{% macro is_waived(check) -%}
    quality.is_waived(
        {{ string_literals([check.rule]) }},
        {{ text_or_null(check.table) }},
        {{ text_or_null(check.column) }}
    )
{%- endmacro %}
