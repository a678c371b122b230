{#- The definition of a function of the database: whether a waiver is one of a check. The
    quality report reads it from this file, too, for a warehouse that is older than it. A
    waiver that names a column is none of a check of the whole table. -#}
{% macro waiver_covers() -%}
    quality.waiver_covers(
        waived_rule, waived_table, waived_column, rule_, table_, column_
    ) as coalesce(
        waived_rule = rule_
        and (waived_table is null or waived_table = table_)
        and (waived_column is null or waived_column = column_),
        false
    )
{%- endmacro %}
