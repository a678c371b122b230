{#- The rows of a base model that count: sound, known by `as_of`, and the latest version
    of their key. -#}
{% macro used_rows(table) -%}
    (
        select base.*
        from {{ ref('base_' ~ table) }} as base
        left join {{ ref('stg_' ~ table ~ '__superseded') }} as superseded
            on
                base.source_file = superseded.source_file
                and base.source_row_number = superseded.source_row_number
        where
            base.rejection_reasons is null
            and base.erased_by is null
            and not base.is_after_as_of
            and superseded.place is null
    )
{%- endmacro %}
