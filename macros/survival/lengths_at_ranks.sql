{#- Lengths are looked up once for all groups, many of which share one. -#}
{% macro lengths_at_ranks(stays, causes, ranked, ranks) -%}
    {%- set code = code_of_stay(causes) -%}
    with

    wanted as (
        {{ elements(ranked, ['stage_number', 'group_number'], 'ranked_codes') }}
    ),

    lengths as (
        select
            stage_number,
            {{ code }} as code,
            min(stay_microseconds) as stay_microseconds
        from {{ stays }} as stays
        where (stage_number, {{ code }}) in (
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
