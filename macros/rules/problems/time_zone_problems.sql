{#- Query for a sentence for each calendar that has several time zones, or one that nobody
    knows. -#}
{% macro time_zone_problems(business_hours) -%}
    select
        'seeds/business_hours.csv, calendar ' || calendar
        || ': its rows name the time zones ' || min(timezone) || ' and '
        || max(timezone) || ', and have to name one'
            as problem
    from {{ business_hours }}
    group by calendar
    having count(distinct timezone) > 1
    union all
    select distinct
        'seeds/business_hours.csv, calendar ' || hours.calendar || ': the timezone '''
        || unknown.zone || ''' is no IANA time zone; the closest is ' || unknown.closest
            as problem
    from {{ business_hours }} as hours
    inner join (
        {{ unknown_time_zones(business_hours, 'timezone') }}
    ) as unknown
        on hours.timezone = unknown.zone
{%- endmacro %}
