{#- The two parts of a recursive CTE `trails`: per subject the events that its attempts
    took, `taken`. A list of more than 48 events is gone through in parts of 256, since
    each event that is taken copies those taken before; the attempt that is under way at
    the end of a part begins the next one. Needs the CTEs `logs` and `funnels`. -#}
{% macro list_trails() -%}
    select
        funnel_number,
        subject_id,
        0 as earlier_count,
        case
            when marks is not null
                then {{ marked_events('events', 'marks') }}
            else {{ followed_trail('events[:256]', 'list_filter(
                events, lambda event: ' ~ unpacked_event('event', 'level') ~ ' = 1
            )[:1]') }}
        end as taken,
        events[257:] as later
    from (
        select
            *,
            case
                when len(events) <= 48
                    then {{ trail_marks('events', 'moments') }} & {{ 2 ** 48 - 1 }}
            end as marks
        from (
            select
                logs.*,
                list_transform(
                    logs.events,
                    lambda event: {{ unpacked_event('event', 'moment') }}
                ) as moments,
                funnels.attempts,
                funnels.attempts = 'all' as is_repeated,
                funnels.last_level,
                funnels.entry_window,
                funnels.step_windows
            from logs
            inner join funnels
                on logs.funnel_number = funnels.funnel_number
        ) as listed
    ) as marked
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
