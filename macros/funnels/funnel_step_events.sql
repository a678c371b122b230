{#- A row per event of a subject and row of the rules that it fits; `position` is its
    place among the subject's events. Everything else is left out at once. -#}
{% macro funnel_step_events(rules) -%}
    with

    names as (
        select distinct
            funnel,
            funnel_number,
            subject,
            step_number,
            level,
            is_required,
            is_optional,
            is_exclusion,
            channel,
            event_activity,
            event_pipeline
        from (
            {{ funnel_activities(rules) }}
        ) as named
    ),

    -- A customer has its order in the log, and so has all that is one customer's.
    in_one_log as (
        select
            names.*,
            case names.subject
                when 'customer' then events.customer_id
                when 'journey' then events.journey_id
                when 'session' then events.session_id
            end as subject_id,
            events.event_number as position,
            events.occurred_at,
            events.customer_id as event_customer_id,
            events.channel as event_channel
        from {{ ref('fct_customer_events') }} as events
        inner join names
            on
                events.activity = names.event_activity
                and (
                    names.event_pipeline is null
                    or events.pipeline = names.event_pipeline
                )
                and (names.channel is null or events.channel = names.channel)
        where names.subject in ('customer', 'journey', 'session')
    ),

    in_several_logs as (
        select
            names.*,
            case names.subject
                when 'account' then customers.account_id
                when 'deal' then events.deal_id
            end as subject_id,
            events.occurred_at,
            events.customer_id as event_customer_id,
            events.channel as event_channel,
            events.source,
            events.source_id,
            -- The others are touchpoints.
            coalesce(business_events.source_rank, 1) as source_rank,
            coalesce(business_events.stage_order, 0) as stage_order
        from {{ ref('fct_customer_events') }} as events
        inner join names
            on
                events.activity = names.event_activity
                and (
                    names.event_pipeline is null
                    or events.pipeline = names.event_pipeline
                )
                and (names.channel is null or events.channel = names.channel)
        left join {{ ref('dim_customers') }} as customers
            on events.customer_id = customers.customer_id
        left join {{ ref('int_business_events') }} as business_events
            on
                events.source = business_events.source
                and events.source_id = business_events.source_id
        where names.subject in ('account', 'deal')
    ),

    positioned as (
        select
            * exclude (source, source_id, source_rank, stage_order),
            -- An event that fits several steps has one position.
            dense_rank() over (
                partition by funnel_number, subject_id
                order by occurred_at, source_rank, stage_order, source_id, source
            ) as position
        from in_several_logs
    ),

    unioned as (
        select * from in_one_log
        union all by name
        select * from positioned
    ),

    -- Numbers are sorted and compared faster than texts.
    subjects as (
        select
            funnel_number,
            subject_id,
            cast(row_number() over (order by funnel_number, subject_id) as integer)
                as subject_number
        from (
            select distinct
                funnel_number,
                subject_id
            from unioned
            where subject_id is not null
        ) as found
    )

    select
        unioned.funnel_number,
        subjects.subject_number,
        unioned.funnel,
        unioned.subject_id,
        unioned.step_number,
        unioned.level,
        unioned.is_required,
        unioned.is_optional,
        unioned.is_exclusion,
        unioned.position,
        unioned.occurred_at,
        unioned.event_customer_id,
        unioned.event_channel
    from unioned
    inner join subjects
        on
            unioned.funnel_number = subjects.funnel_number
            and unioned.subject_id = subjects.subject_id
{%- endmacro %}
