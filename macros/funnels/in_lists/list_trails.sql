{#- The two parts of a recursive CTE `trails`: per subject the events that its attempts
    took, `taken`. A long list is gone through in parts of 256 events, since each event
    that is taken copies those taken before; the attempt that is under way at the end of
    a part begins the next one. Needs the CTEs `logs` and `funnels`. -#}
{% macro list_trails() -%}
    select
        logs.funnel_number,
        logs.subject_id,
        0 as earlier_count,
        {{ followed_trail('logs.events[:256]', '[logs.entry]') }} as taken,
        logs.events[257:] as later
    from logs
    inner join funnels
        on logs.funnel_number = funnels.funnel_number
    union all
    select
        awaited.funnel_number,
        awaited.subject_id,
        awaited.earlier_count + len(awaited.starts) - 1 as earlier_count,
        {{ followed_trail('awaited.later[:256]', 'awaited.open') }} as taken,
        awaited.later[257:] as later
    from (
        select
            trails.*,
            {{ trail_starts('taken') }} as starts,
            taken[-{{ unpacked_event('taken[-1]', 'level') }}:] as open
        from trails
        where len(later) > 0
    ) as awaited
    inner join funnels
        on awaited.funnel_number = funnels.funnel_number
{%- endmacro %}
