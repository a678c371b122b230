with

-- The relation itself, as a step that is read twice is kept between the reads.
durations as (
    {{ durations_of_stays(
        ref('int_deal_stages__stays'),
        causes=['advanced', 'returned', 'lost'],
        horizon_days=var('stage_horizon_days'),
    ) }}
)

select * from durations
