{#- The two parts of a recursive CTE `walks`: per subject and level the events that its
    attempts reached, `walkers`, each with the event that it was reached from and the
    instant at which the attempt began, `origins` and `began`; and how those ended that
    went no further than the level before, `endings`. Needs the CTEs `entered`,
    `funnels` and `steps`. -#}
{% macro list_walks() -%}
    {%- set walker = 'walkers[number]' -%}
    {%- set entry_number = unpacked_event(walker, 'note') -%}
    {%- set waits_until -%}
        coalesce(
            began[number] + entry_window,
            {{ unpacked_event(walker, 'instant') }} + step_window
        )
    {%- endset -%}
    {%- set carried = {
        'walkers': 'event',
        'origins': walker,
        'began': 'began[number]',
    } -%}
    select
        funnel_number,
        subject_number,
        2 as level,
        later,
        walkers,
        list_transform(
            walkers, lambda event: entries[{{ unpacked_event('event', 'note') }}]
        ) as origins,
        list_transform(
            walkers,
            lambda event: {{ unpacked_event(
                'entries[' ~ unpacked_event('event', 'note') ~ ']', 'instant'
            ) }}
        ) as began,
        cast([] as hugeint[]) as endings
    from entered
    where len(walkers) > 0
    union all
    select
        funnel_number,
        subject_number,
        level + 1 as level,
        later,
        {% for name, value in carried.items() -%}
            {%- set moved -%}
                list_transform(
                    next_events,
                    lambda event, number:
                    case when event is not null then {{ value }} end
                )
            {%- endset -%}
            {{ filled_elements(moved) }} as {{ name }},
        {% endfor -%}
        {%- set endings -%}
            list_transform(
                next_events,
                lambda event, number: case
                    when level = last_level
                        then {{ packed_ending(walker, 'level', entry_number) }}
                    when event is null
                        then {{ packed_ending(
                            walker, 'level', entry_number, waits_until
                        ) }}
                end
            )
        {%- endset -%}
        {{ filled_elements(endings) }} as endings
    from (
        select
            *,
            list_transform(
                places,
                lambda place, number: case
                    when
                        {{ unpacked_event('targets[place]', 'instant') }}
                        <= {{ waits_until }}
                        then {{ renoted_event('targets[place]', entry_number) }}
                end
            ) as next_events
        from (
            select
                *,
                {{ next_places(
                    'list_sort(list_concat(walkers, targets))',
                    unpacked_event('event', 'rank') ~ ' = 255 - level',
                ) }} as places
            from (
                select
                    walks.*,
                    funnels.last_level,
                    funnels.entry_window,
                    steps.step_window,
                    list_sort(list_filter(
                        walks.later,
                        lambda event:
                        {{ unpacked_event('event', 'rank') }} = 254 - walks.level
                    )) as targets
                from walks
                inner join funnels
                    on walks.funnel_number = funnels.funnel_number
                left join steps
                    on
                        walks.funnel_number = steps.funnel_number
                        and walks.level + 1 = steps.level
                where len(walks.walkers) > 0
            ) as awaited
        ) as placed
    ) as followed
{%- endmacro %}
