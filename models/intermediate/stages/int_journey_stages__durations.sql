with

-- The relation itself, as a step that is read twice is kept between the reads.
durations as (
    {{ durations_of_stays(
        ref('int_journey_stages__stays'),
        causes=['advanced', 'dropped'],
        horizon_days=var('stage_horizon_days'),
    ) }}
)

select * from durations
