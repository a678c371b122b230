with

dialogs as (
    select * from {{ ref('int_chatbot_dialogs') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

-- Until the hours are over, a dialogue that nobody followed up is not yet contained.
judged as (
    select
        {{ local_month('dialogs.occurred_at') }} as dialog_month,
        dialogs.channel,
        dialogs.is_handed_over,
        dialogs.occurred_at
        + {{ var('chatbot_containment_hours') }} * interval 1 hour <= horizon.as_of
            as is_mature
    from dialogs
    cross join horizon
),

split as (
    {{ broken_down('judged', own={'channel': 'channel'}) }}
),

-- Once by month, and once for all of them.
dated as (
    select
        *,
        dialog_month as cohort_month
    from split
    union all
    select
        *,
        cast(null as date) as cohort_month
    from split
),

final as (
    select
        cohort_month,
        breakdown,
        breakdown_value,
        count(*) as dialog_count,
        count(*) filter (where is_mature) as mature_dialog_count,
        count(*) filter (where is_mature and not is_handed_over) as contained_count,
        {{ share(
            'count(*) filter (where is_mature and not is_handed_over)',
            'count(*) filter (where is_mature)'
        ) }} as contained_share
    from dated
    group by cohort_month, breakdown, breakdown_value
)

select * from final
