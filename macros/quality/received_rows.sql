{#- The rows of a base model as they came, known by `as_of`: `is_used`, whether they
    count, and `is_late`, whether they came a day after the last thing they tell of. -#}
{% macro received_rows(table) -%}
    (
        select
            base.*,
            base.rejection_reasons is null and superseded.place is null as is_used,
            base.loaded_at > base.latest_event_at + interval '1 day' as is_late
        from {{ ref('base_' ~ table) }} as base
        left join {{ ref('stg_' ~ table ~ '__superseded') }} as superseded
            on
                base.source_file = superseded.source_file
                and base.source_row_number = superseded.source_row_number
        where not coalesce(base.is_after_as_of, false)
    )
{%- endmacro %}
