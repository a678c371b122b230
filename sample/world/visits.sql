-- Episodes of interest, each with one to eight visits to the web site. An episode may
-- end with an order at its last visit: the chance depends on the channels that it came
-- through.
create or replace temp table episodes as
with

planned as (
    select
        persons.*,
        episode_no::int as episode_no,
        (
            persons.born_day + episode_no * coalesce(
                persons.loyal_gap_days, 70 + 120 * draw(persons.person_no, 'gap')
            ) * (0.7 + 0.6 * draw(persons.person_no * 64 + episode_no, 'gap/jitter'))
        )::int as first_day
    from persons
    cross join lateral range(case
        when
            persons.loyal_gap_days is not null
            then 3 + (noise(persons.person_no, 'stays') % 8)::bigint
        when persons.is_business then 5
        else 1 + least(5, floor(-ln(draw(persons.person_no, 'episodes')) * 0.75))
    end::bigint) as numbers (episode_no)
)

select
    planned.* exclude (loyal_gap_days),
    planned.loyal_gap_days is not null as is_loyal,
    planned.person_no * 64 + planned.episode_no as episode_key,
    least(8, 1 + floor(
        -ln(draw(planned.person_no * 64 + planned.episode_no, 'visits')) * 1.7
    ))::int as visit_count,
    (1 + floor(
        14 * pow(draw(planned.person_no * 64 + planned.episode_no, 'span'), 2)
    ))::int as span_days
from planned
inner join calendar on planned.first_day = calendar.day
where
    planned.first_day >= getvariable('start_s') // 86400
    and planned.first_day < getvariable('end_s') // 86400
    -- the birth has met the season already
    and (
        planned.episode_no = 0
        or draw(planned.person_no * 64 + planned.episode_no, 'comes') < calendar.shop
    );

create or replace temp table visits as
with

numbered as (
    select
        episodes.*,
        visit_no::int as visit_no,
        episodes.episode_key * 8 + visit_no as visit_key,
        case
            when visit_no = 0 then episodes.first_day
            else
                episodes.first_day
                + (episodes.span_days * visit_no)
                // (episodes.visit_count - 1)
        end::int as day
    from episodes
    cross join lateral range(episodes.visit_count) as numbers (visit_no)
),

with_channel as (
    select
        *,
        case
            when episode_no = 0 and visit_no = 0
                then pick(getvariable('first_channels'), visit_key, 'channel')
            else pick(getvariable('return_channels'), visit_key, 'channel')
        end as drawn_channel_no
    from numbered
),

-- letters and texts reach only those who are known
reachable as (
    select
        * exclude (drawn_channel_no),
        case
            when
                drawn_channel_no between 7 and 10
                and not coalesce(registered_day < day and has_consent, false)
                then 11
            else drawn_channel_no
        end as channel_no
    from with_channel
)

select
    reachable.*,
    channels.order_effect,
    local_days.midnight_s + 60 * pick(
        if(
            reachable.is_business,
            getvariable('office_minutes'),
            getvariable('shop_minutes')
        ),
        reachable.visit_key,
        'minute'
    ) + (noise(reachable.visit_key, 'second') % 60)::bigint as started_s
from reachable
inner join channels on reachable.channel_no = channels.channel_no
inner join local_days
    on reachable.day = local_days.day and reachable.country_no = local_days.country_no
where reachable.day < getvariable('end_s') // 86400;

-- The experiment: from the first visit in its time on, a person is in one of two arms.
create or replace temp table assignments as
select
    visits.person_no,
    min(visits.started_s) as assigned_s,
    noise(visits.person_no, 'arm') % 2 = 1 as is_treated
from visits
where
    not visits.is_business
    and visits.started_s >= getvariable('experiment_start_s')
    and visits.started_s < getvariable('experiment_end_s')
group by visits.person_no;

create or replace temp table bought_episodes as
with

summed as (
    select
        visits.episode_key,
        any_value(visits.person_no) as person_no,
        any_value(visits.is_loyal) as is_loyal,
        any_value(visits.propensity) as propensity,
        any_value(visits.episode_no) as episode_no,
        max(visits.visit_no) as last_visit_no,
        max(visits.visit_count) as visit_count,
        sum((100 * visits.order_effect)::int)::int / 100.0 as channel_effect,
        max(visits.started_s) as last_visit_s,
        max(visits.day) as last_day
    from visits
    where not visits.is_business
    group by visits.episode_key
),

chances as (
    select
        summed.*,
        1 / (1 + exp(-(
            getvariable('order_log_odds')
            + summed.channel_effect
            + 1.0 * summed.propensity
            + if(summed.is_loyal, 1.0, 0)
            + if(summed.episode_no > 0, 0.9, 0)
            + if(
                assignments.is_treated
                and summed.last_visit_s >= assignments.assigned_s
                and summed.last_visit_s < getvariable('experiment_end_s'),
                getvariable('experiment_log_odds'),
                0
            )
        ))) as order_chance
    from summed
    left join assignments on summed.person_no = assignments.person_no
)

select
    episode_key,
    person_no,
    last_visit_no,
    last_visit_s,
    last_day,
    order_chance
from chances
where
    last_visit_no = visit_count - 1
    and draw(episode_key, 'order') < order_chance;
