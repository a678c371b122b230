{#- Query for a sentence for each name that would mean two things in
    `fct_customer_events.activity`. -#}
{% macro activity_name_problems(touchpoint_types, activities) -%}
    select
        'seeds/touchpoint_types.csv, row ' || touchpoint_types.touchpoint_type
        || ': activities has this name, too, so that events of it could be either'
            as problem
    from {{ touchpoint_types }} as touchpoint_types
    inner join {{ activities }} as activities
        on touchpoint_types.touchpoint_type = activities.activity
{%- endmacro %}
