{#- The events of the subjects of one kind; nothing is read where no funnel has such.
    `other_customer_id` is the event's customer unless that is the subject itself. The
    query must have the CTE `names`. -#}
{% macro subject_events(subject, log) -%}
    {%- set ids = {
        'customer': 'customer_id', 'journey': 'journey_id', 'session': 'session_id'
    } -%}
    {%- if subject in ids -%}
        {#- A customer's events are in order in the log, and so are a part of them. Most
            steps ask for an activity alone, for which nothing else has to be read. -#}
        {%- set is_wide = 'names.event_pipeline is null and names.channel is null' -%}
        {%- for condition, fit in [
            (is_wide, 'events.activity = names.event_activity'),
            ('not (' ~ is_wide ~ ')', fits_step('events', 'names')),
        ] %}
        select
            names.*,
            events.{{ ids[subject] }} as subject_id,
            events.event_number as position,
            events.occurred_at,
            events.customer_id as event_customer_id,
            {{ 'cast(null as ' ~ dbt.type_string() ~ ')' if subject == 'customer'
                else 'events.customer_id' }} as other_customer_id,
            events.channel as event_channel
        from {{ log }} as events
        inner join names
            on {{ fit }}
        where names.subject = '{{ subject }}' and {{ condition }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- else -%}
        select
            names.*,
            {{ 'events.deal_id' if subject == 'deal' else 'customers.account_id' }}
                as subject_id,
            -- An event that fits several steps has one position.
            dense_rank() over (
                partition by names.funnel_number, subject_id
                order by
                    events.occurred_at,
                    events.source_rank,
                    events.stage_order,
                    events.source_id,
                    events.source
            ) as position,
            events.occurred_at,
            events.customer_id as event_customer_id,
            events.customer_id as other_customer_id,
            events.channel as event_channel
        from {{ log }} as events
        inner join names
            on {{ fits_step('events', 'names') }}
        {%- if subject == 'account' %}
        left join {{ ref('dim_customers') }} as customers
            on events.customer_id = customers.customer_id
        {%- endif %}
        where names.subject = '{{ subject }}'
    {%- endif -%}
{%- endmacro %}
