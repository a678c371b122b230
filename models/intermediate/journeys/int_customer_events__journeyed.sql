{{ config(
    materialized='incremental',
    unique_key='event_id',
    meta={
        'replaces': 'log_id',
        'announces': {
            'event_id': 'event_id',
            'touchpoint_id': "case when source = 'touchpoint' then source_id end",
        },
        'follows': [
            'int_touchpoints__sessionised.customer_id',
            'int_deal_events.log_id',
            'int_orders__enriched.log_id',
            'int_orders__enriched.return_event_id',
            {
                'of': 'int_orders__enriched.order_id',
                'in': 'int_orders__enriched.original_order_id',
                'gives': 'customer_id',
            },
            'int_survey_responses__resolved.log_id',
            'int_support_cases__resolved.log_id',
            'base_loyalty_events.customer_id',
            {
                'of': 'base_loyalty_events.customer_id',
                'in': 'int_customer_merges.raw_customer_id',
                'gives': 'customer_id',
            },
            'int_customer_merges.raw_customer_id',
            'int_customer_merges.customer_id',
            {
                'of': 'int_conversion_members.event_id',
                'in': 'int_business_events',
                'on': "source || ':' || source_id",
                'gives': log_id(),
            },
            {
                'of': 'int_conversion_members__by_rule.event_id',
                'in': 'int_business_events',
                'on': "source || ':' || source_id",
                'gives': log_id(),
            },
            {
                'of': 'int_conversion_members__by_rule.event_id',
                'in': 'int_touchpoints__sessionised',
                'on': "'touchpoint:' || touchpoint_id",
                'gives': 'customer_id',
            },
        ],
    },
) }}
with

events as (
    select * from {{ ref('int_customer_events__numbered') }}
),

looked_back as (
    select
        *,
        max(case when is_after_silence then event_number end) over (
            log rows between unbounded preceding and current row
        ) as last_silence_number,
        max(case when not is_trailing then event_number end) over (
            log rows between unbounded preceding and 1 preceding
        ) as last_plain_number,
        max(case when is_converting then event_number end) over (
            log rows between unbounded preceding and 1 preceding
        ) as last_converting_number,
        {{ last_filled(
            "case when source = 'touchpoint' then coalesce(channel, '(none)') end"
        ) }} over (
            log rows between unbounded preceding and 1 preceding
        ) as previous_touch_channel,
        count_if(source = 'touchpoint') over (
            log rows between unbounded preceding and current row
        ) as touch_count_so_far
    from events
    window log as (
        partition by log_id
        order by event_number
    )
),

opened as (
    select
        *,
        case
            when is_trailing or not has_customer then null
            when last_plain_number is null then 'first_event'
            when last_converting_number = last_plain_number then 'conversion'
            when last_silence_number > last_plain_number then 'silence'
        end as opened_by
    from looked_back
),

carried as (
    select
        *,
        {{ last_filled(
            "case when opened_by is not null then source || ':' || source_id end"
        ) }} over so_far as opening_event_id,
        {{ last_filled(
            "case when opened_by is not null then touch_count_so_far"
            ~ " - case when source = 'touchpoint' then 1 else 0 end end"
        ) }} over so_far as touch_count_before
    from opened
    window so_far as (
        partition by log_id
        order by event_number
        rows between unbounded preceding and current row
    )
),

numbered as (
    select
        *,
        'journey:' || opening_event_id as journey_id,
        case when source = 'touchpoint' then touch_count_so_far - touch_count_before end
            as touch_number
    from carried
),

final as (
    select
        source || ':' || source_id as event_id,
        source,
        source_id,
        log_id,
        case when has_customer then log_id end as customer_id,
        event_number,
        session_id,
        journey_id,
        opened_by,
        cast(touch_number as bigint) as touch_number,
        coalesce(
            touch_number > 1
            and coalesce(channel, '(none)') != previous_touch_channel,
            false
        ) as is_channel_switch,
        is_converting,
        is_trailing,
        cast(open_deal_count as bigint) as open_deal_count
    from numbered
)

select * from final
