{#- Attempts at funnels, each with the steps that it reached; see docs/semantics.md.
    Most funnels are ordered, exclude nothing and do not ask for the best attempt; those
    are found in lists, which takes less than half of the time. -#}
{% macro funnel_attempts(rules, log=none, subjects=none) -%}
    with

    -- Read first, under names that are nobody's: relations may be called as other CTEs.
    funnel_engine_rules as (
        select * from {{ rules }}
    ),

    {% if log -%}
        funnel_engine_log as not materialized (
            select * from {{ log }}
        ),
        {%- set log = 'funnel_engine_log' -%}
    {%- endif %}

    sorted_rules as (
        select
            *,
            order_mode = 'ordered'
            and attempts != 'best'
            and not bool_or(is_exclusion) over (partition by funnel_number) as is_plain
        from funnel_engine_rules
    ),

    plain_rules as (
        select * from sorted_rules
        where is_plain
    ),

    other_rules as (
        select * from sorted_rules
        where not is_plain
    ),

    plain_attempts as (
        {{ attempts_in_lists('plain_rules', log, subjects) }}
    ),

    other_attempts as (
        {{ attempts_by_walks('other_rules', log, subjects) }}
    )

    select * from plain_attempts
    union all by name
    select * from other_attempts
{%- endmacro %}
