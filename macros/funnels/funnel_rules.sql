{#- Definitions of funnels as the engine reads them, a row per step; stops the query
    with a sentence for each row that makes no sense. -#}
{% macro funnel_rules(funnels, funnel_steps) -%}
    with

    -- Read first, under names that are nobody's: relations may be called as other CTEs.
    funnel_engine_funnels as (
        {{ given_funnels(funnels) }}
    ),

    funnel_engine_steps as (
        {{ given_steps(funnel_steps) }}
    ),

    problems as (
        {{ funnel_problems('funnel_engine_funnels', 'funnel_engine_steps') }}
    ),

    refusal as (
        select string_agg(distinct problem, '; ' order by problem) as sentence
        from problems
    ),

    joined as (
        select
            case
                when refusal.sentence is null then funnels.funnel
                else error(refusal.sentence)
            end as funnel,
            funnels.subject,
            funnels.order_mode,
            funnels.attempts,
            steps.step_number,
            steps.step_name,
            steps.activity,
            steps.channel,
            coalesce(steps.is_optional, false) as is_optional,
            coalesce(steps.is_exclusion, false) as is_exclusion,
            not coalesce(steps.is_optional, false)
            and not coalesce(steps.is_exclusion, false) as is_required,
            case
                when funnels.window_anchor = 'first_step'
                    then {{ window_microseconds('funnels.window_days') }}
            end as entry_window,
            case
                when funnels.window_anchor = 'previous_step'
                    then {{ window_microseconds(
                        'coalesce(steps.max_days_from_previous, funnels.window_days)'
                    ) }}
            end as step_window
        from funnel_engine_funnels as funnels
        -- What has no partner is refused, which takes a row to do.
        full outer join funnel_engine_steps as steps
            on funnels.funnel = steps.funnel
        cross join refusal
    ),

    -- An optional step has the level of the required step before it.
    levelled as (
        select
            *,
            case
                when not is_exclusion
                    then cast(sum(cast(is_required as integer)) over (
                        partition by funnel, is_exclusion
                        order by step_number
                        rows between unbounded preceding and current row
                    ) as integer)
            end as level
        from joined
    )

    select
        levelled.*,
        cast(dense_rank() over (order by levelled.funnel) as integer)
            as funnel_number,
        cast(max(levelled.level) over (partition by levelled.funnel) as integer)
            as last_level,
        -- In any order every step is looked for from the first one on.
        max(levelled.step_number) filter (
            where
            levelled.is_required
            and (levelled.order_mode != 'any' or levelled.level = 1)
        ) over (
            partition by levelled.funnel, levelled.is_exclusion
            order by levelled.step_number
            rows between unbounded preceding and 1 preceding
        ) as previous_step_number,
        coalesce(
            levelled.entry_window,
            cast(sum(
                case
                    when levelled.is_required and levelled.level > 1
                        then levelled.step_window
                end
            ) over (partition by levelled.funnel) as bigint),
            0
        ) as longest_window
    from levelled
{%- endmacro %}
