-- The true effect of one visit through a channel on the log-odds of an order, and of a
-- lead through it on the log-odds that the stage `lead` is left for the next one.
create or replace temp table truth_channel_effects as
select channel, order_effect, lead_effect, first_weight, return_weight, lead_weight
from channels
order by channel_no;

-- Stage times are Weibull; over all company sizes they are a mixture, whose median is
-- found on a grid of hundredths of a day.
create or replace temp table truth_stage_times as
with

sized as (
    select
        stage_rules.*,
        company_sizes.company_size,
        company_sizes.size_share,
        stage_rules.time_scale_days * company_sizes.time_factor as scale_days
    from stage_rules
    cross join company_sizes
),

survival as (
    select
        sized.pipeline,
        sized.stage,
        grid.hundredths / 100.0 as days,
        sum(
            sized.size_share
            * exp(-pow(grid.hundredths / 100.0 / sized.scale_days, sized.time_shape))
        )
            as still_there
    from sized
    cross join range(1, 12000) as grid (hundredths)
    group by sized.pipeline, sized.stage, grid.hundredths
),

medians as (
    select pipeline, stage, min(days) as median_days
    from survival
    where still_there <= 0.5
    group by pipeline, stage
),

-- The first stage also depends on the channel of the lead.
lead_mix as (
    select
        sum(
            channels.lead_weight
            * logistic(log_odds(stage_rules.advance_chance) + channels.lead_effect)
        ) / sum(channels.lead_weight) as advance_chance
    from channels
    inner join stage_rules
        on stage_rules.pipeline_no = 1 and stage_rules.stage_no = 1
)

select
    sized.pipeline,
    sized.stage_no as stage_order,
    sized.stage,
    sized.company_size,
    sized.time_shape,
    round(sized.scale_days, 4) as scale_days,
    round(sized.scale_days * pow(ln(2), 1 / sized.time_shape), 4)
        as median_days_of_size,
    round(medians.median_days, 2) as median_days,
    round(case
        when
            sized.pipeline = 'b2b_sales' and sized.stage_no = 1
            then lead_mix.advance_chance
        else sized.advance_chance
    end, 4) as advance_chance,
    sized.return_chance,
    sized.skip_share,
    sized.disqualify_chance
from sized
inner join medians on sized.pipeline = medians.pipeline and sized.stage = medians.stage
cross join lead_mix
order by sized.pipeline_no, sized.stage_no, sized.size_share desc;

create or replace temp table truth_survey_scores as
select survey_type, score, share as true_share, answer_chance
from score_rules
order by survey_type, score;

-- Names that no rule declares: they pass through, and the steward must see them. Few deals
-- of a small world do not come through every stage.
create or replace temp table truth_unmapped_values as
select * from (
    values
    ('column', 'customers.import_batch', null),
    ('channel', 'carrier_pigeon', null),
    ('channel', 'голубиная почта', null),
    ('touchpoint_type', 'kiosk_scan', null),
    ('deal_stage', 'first_contact', 'partners'),
    ('deal_stage', 'terms', 'partners'),
    ('deal_stage', 'pilot', 'partners'),
    ('deal_stage', 'signed', 'partners'),
    ('deal_stage', 'declined', 'partners')
) as unmapped_values (kind, value, pipeline)
where kind != 'deal_stage' or exists (
    select 1 from raw_deal_stage_changes
    where raw_deal_stage_changes.stage = unmapped_values.value
) or exists (
    select 1 from raw_deals where raw_deals.stage = unmapped_values.value
);

create or replace temp table truth_experiment as
select
    'one_page_checkout' as experiment,
    getvariable('experiment_log_odds') as log_odds_lift,
    0.5 as treated_share,
    at_second(getvariable('experiment_start_s')) as starts_at,
    at_second(getvariable('experiment_end_s')) as ends_at;

create or replace temp table truth_parameters as
select * from (
    values
    ('seed', getvariable('seed')::varchar),
    ('person_count', getvariable('person_count')::varchar),
    ('order_log_odds', getvariable('order_log_odds')::varchar),
    ('propensity_effect', '1.0'),
    ('loyal_effect', '1.0'),
    ('later_episode_effect', '0.9'),
    ('cancelled_share', '0.035'),
    ('returned_share_of_shop_orders', '0.057'),
    ('late_delivery_share', '0.08'),
    ('late_load_share', '0.01')
) as parameters (name, value);
