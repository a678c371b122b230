{#- Query for a sentence for each conversion that can never happen: no rule names its
    activity. -#}
{% macro conversion_problems(
    conversion_types, activities, touchpoint_types, deal_stages
) -%}
    select
        'seeds/conversion_types.csv, row ' || conversion_types.conversion_type
        || ': the activity ''' || conversion_types.activity || ''' is none of'
        || ' activities, touchpoint_types and open stages (deal_stage:<stage>)'
            as problem
    from {{ conversion_types }} as conversion_types
    left join (
        select activity
        from {{ activities }}
        union all
        select touchpoint_type as activity
        from {{ touchpoint_types }}
        union all
        select 'deal_stage:' || stage as activity
        from {{ deal_stages }}
        where status = 'open'
    ) as known
        on conversion_types.activity = known.activity
    where conversion_types.activity is not null and known.activity is null
{%- endmacro %}
