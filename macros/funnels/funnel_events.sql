{#- A row per event of a subject and row of the rules that it fits; `position` is its
    place among the subject's events. Everything else is left out at once. -#}
{% macro funnel_events(rules) -%}
    {%- set ids = {
        'customer': 'customer_id', 'journey': 'journey_id', 'session': 'session_id'
    } -%}
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

    -- A customer has its order in the log, and so has all that is one customer's. Each
    -- reads one column of ids, and nothing where no funnel has such subjects.
    in_one_log as (
        {% for subject, id in ids.items() -%}
            select
                names.*,
                events.{{ id }} as subject_id,
                events.event_number as position,
                events.occurred_at,
                events.customer_id as event_customer_id,
                events.channel as event_channel
            from {{ ref('fct_customer_events') }} as events
            inner join names
                on {{ fits_step('events', 'names') }}
            where names.subject = '{{ subject }}'
            {{ 'union all' if not loop.last }}
        {% endfor %}
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
            on {{ fits_step('events', 'names') }}
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
    )

    select * from in_one_log
    union all by name
    select * from positioned
{%- endmacro %}
