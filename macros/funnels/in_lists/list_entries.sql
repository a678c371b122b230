{#- Per subject of the CTE `logs` its entries, those that come to the second step in
    time, `walkers` (the event there, which notes the number of the entry), and how the
    others end, `endings` (the instant, the level and the number of the entry). -#}
{% macro list_entries() -%}
    {%- set entry = 'entries[number]' -%}
    {%- set walkers -%}
        list_transform(
            next_events,
            lambda event, number: {{ renoted_event('event', 'number') }}
        )
    {%- endset -%}
    {%- set endings -%}
        list_transform(
            next_events,
            lambda event, number: case
                when last_level = 1 then {{ packed_ending(entry, '1', 'number') }}
                when event is null
                    then {{ packed_ending(
                        entry, '1', 'number',
                        unpacked_event(entry, 'instant') ~ ' + first_window'
                    ) }}
            end
        )
    {%- endset -%}
    select
        *,
        {{ filled_elements(walkers) }} as walkers,
        {{ filled_elements(endings) }} as endings
    from (
        select
            funnel_number,
            subject_number,
            subject_id,
            attempts,
            last_level,
            first_window,
            later,
            case attempts
                when 'first' then entries[:1]
                else entries
            end as entries,
            list_transform(
                case attempts
                    when 'first' then places[:1]
                    else places
                end,
                lambda place, number: case
                    when
                        {{ unpacked_event('targets[place]', 'instant') }}
                        - {{ unpacked_event(entry, 'instant') }} <= first_window
                        then targets[place]
                end
            ) as next_events
        from (
            select
                logs.funnel_number,
                logs.subject_id,
                logs.later,
                funnels.attempts,
                funnels.last_level,
                funnels.first_window,
                -- For the time of this query: nothing follows from who has which.
                row_number() over () as subject_number,
                list_filter(
                    logs.opening, lambda event: {{ has_rank('event', 254) }}
                ) as entries,
                list_filter(
                    logs.opening, lambda event: {{ has_rank('event', 253) }}
                ) as targets,
                {{ next_places('logs.opening', has_rank('event', 254)) }} as places
            from logs
            inner join funnels
                on logs.funnel_number = funnels.funnel_number
        ) as opened
    ) as followed
{%- endmacro %}
