{#- The lengths at some ranks among what is over, and the longest stay of all. -#}
{% macro lengths_at_ranks(stays, causes, ordered, ranks) -%}
    {%- set group = ['stage_number', 'group_number'] -%}
    {%- set running = (causes | length + 1) ~ ' != ' ~ (causes | length) -%}
    {%- set codes = [list_element('codes', 'stay_count')] -%}
    {%- for rank in ranks.values() -%}
        {%- do codes.append(list_element('ended_codes', rank)) -%}
    {%- endfor -%}
    with

    marked as (
        select
            stage_number,
            group_number,
            {{ list_of(codes) }} as marked_codes
        from (
            select
                *,
                {{ filtered_list('codes', 'element % ' ~ running) }} as ended_codes
            from {{ ordered }} as ordered
        ) as ended
    ),

    wanted as (
        {{ elements('marked', group, 'marked_codes') }}
    ),

    -- Once for all groups, many of which share a length.
    lengths as (
        select
            stage_number,
            {{ code_of_stay(causes) }} as code,
            min(stay_microseconds) as stay_microseconds
        from {{ stays }} as stays
        where (stage_number, {{ code_of_stay(causes) }}) in (
            select
                stage_number,
                element
            from wanted
        )
        group by stage_number, code
    )

    select
        wanted.stage_number,
        wanted.group_number
        {%- for name in ['longest'] + ranks | list %},
        max(lengths.stay_microseconds) filter (where wanted.place = {{ loop.index }})
            as {{ name }}
        {%- endfor %}
    from wanted
    left join lengths
        on wanted.stage_number = lengths.stage_number and wanted.element = lengths.code
    group by wanted.stage_number, wanted.group_number
{%- endmacro %}
