{#- Query of what the measures of the `quality_measures` seed add up to, a row per
    measure, part and period that has rows. `relations` are the sources by name. -#}
{% macro watched_figures(measures, relations) -%}
    {%- set text = dbt.type_string() -%}
    {%- set scans = watched_scans(watched_measures(measures), relations) -%}
    with

    {% for scan in scans -%}
        dated_{{ loop.index }} as (
            select
                *,
                {{ scan.period }} as period_start
            from {{ scan.relation }} as source
            where {{ scan.day }} is not null
        ),

        scan_{{ loop.index }} as (
            select
                period_start,
                {{ scan.part or "''" }} as part
                {%- for measure in scan.measures %},
                {{ watched_number(measure) }} as number_{{ loop.index }},
                {{ watched_number(measure, of_all=true) }} as of_{{ loop.index }}
                {%- endfor %}
            from dated_{{ loop.index }}
            {{ 'where ' ~ scan.part ~ ' is not null' if scan.part }}
            group by period_start{{ ', ' ~ scan.part if scan.part }}
        ),

    {% endfor -%}
    figures as (
        {% for scan in scans -%}
            {%- set scan_number = loop.index -%}
            {%- for measure in scan.measures -%}
                select
                    '{{ measure.measure }}' as measure,
                    cast(part as {{ text }}) as part,
                    period_start,
                    cast(number_{{ loop.index }} as double) as figure_sum,
                    cast(of_{{ loop.index }} as bigint) as row_count
                from scan_{{ scan_number }}
                union all
            {% endfor -%}
        {% endfor -%}
        select
            cast(null as {{ text }}) as measure,
            cast(null as {{ text }}) as part,
            cast(null as date) as period_start,
            cast(null as double) as figure_sum,
            cast(null as bigint) as row_count
        where false
    )

    select * from figures
{%- endmacro %}
