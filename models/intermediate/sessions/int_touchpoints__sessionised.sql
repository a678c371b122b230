{{ config(
    materialized='incremental',
    unique_key='touchpoint_id',
    meta={
        'replaces': device_id(),
        'announces': {
            'touchpoint_id': 'touchpoint_id',
            'anonymous_id': 'anonymous_id',
            'customer_id': 'customer_id',
        },
        'follows': [
            {'of': 'base_touchpoints.anonymous_id', 'gives': "'anon:' || value"},
            'base_touchpoints.customer_id',
            {
                'of': 'base_touchpoints.customer_id',
                'in': 'int_customer_merges.raw_customer_id',
                'gives': 'customer_id',
            },
            'int_customer_merges.raw_customer_id',
            'int_customer_merges.customer_id',
            {
                'of': 'int_customer_merges.raw_customer_id',
                'in': 'stg_touchpoints.customer_id',
                'gives': "coalesce('anon:' || anonymous_id, customer_id)",
            },
        ],
    },
) }}
with

touchpoints as (
    select * from {{ ref('int_touchpoints__identified') }}
),

cut as (
    select
        *,
        previous_occurred_at is null
        or occurred_at
        > previous_occurred_at + {{ var('session_gap_minutes') }} * interval 1 minute
        or customer_id != previous_customer_id as is_cut
    from touchpoints
),

-- Numbers of touches, not the campaigns themselves: both maxima come from one sort.
remembered as (
    select
        *,
        max(case when is_cut then device_touch_number end) over (
            device rows between unbounded preceding and current row
        ) as last_cut_number,
        max(case when visit_campaign is not null then device_touch_number end) over (
            device rows between unbounded preceding and 1 preceding
        ) as last_campaign_number,
        {{ last_filled('visit_campaign') }} over (
            device rows between unbounded preceding and 1 preceding
        ) as last_campaign
    from cut
    window device as (
        partition by device_id
        order by device_touch_number
    )
),

-- Another campaign than the last one since the cut: the visitor came again.
starts as (
    select
        *,
        is_cut
        or (
            {{ var('session_cuts_on_campaign_change') }}
            and last_campaign_number >= last_cut_number
            and visit_campaign != last_campaign
        ) as is_session_start
    from remembered
),

-- The session is named after its first touchpoint, which a late event may change but an
-- earlier session's length not.
sessionised as (
    select
        touchpoint_id,
        anonymous_id,
        known_customer_id,
        customer_id,
        occurred_at,
        channel,
        'session:'
        || {{ last_filled('case when is_session_start then touchpoint_id end') }} over (
            partition by device_id
            order by device_touch_number
            rows between unbounded preceding and current row
        ) as session_id
    from starts
)

select * from sessionised
