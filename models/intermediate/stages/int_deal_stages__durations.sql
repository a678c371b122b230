{%- set stays -%}
    (
        select
            stage_number,
            {{ exploded_list('group_numbers') }} as group_number,
            stay_microseconds,
            ended_by
        from {{ ref('int_deal_stages__stays') }}
    )
{%- endset -%}
with

-- Not a step of its own, as the rows of all breakdowns would be kept between the reads.
durations as (
    {{ durations_of_stays(
        stays,
        by=['stage_number', 'group_number'],
        time='stay_microseconds',
        ended_by='ended_by',
        causes=['advanced', 'returned', 'lost'],
        horizon_days=var('stage_horizon_days'),
    ) }}
)

select * from durations
