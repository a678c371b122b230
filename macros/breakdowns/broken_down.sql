{#- Query for the rows of a relation once as a whole (`all`) and once per breakdown, with
    `breakdown` and `breakdown_value`. Grouping by the two gives the roll-up: each row
    stands once in each breakdown, so every breakdown adds up to `all`. The model must
    have the CTEs `breakdowns` and `breakdown_values`. -#}
{% macro broken_down(relation, subjects={}, at=none, own={}) -%}
    select
        {{ relation }}.*,
        'all' as breakdown,
        'all' as breakdown_value
    from {{ relation }}
    {%- if own %}
    union all
    select
        {{ relation }}.*,
        own_breakdowns.breakdown,
        coalesce(
            case own_breakdowns.breakdown
                {%- for breakdown, value in own.items() %}
                when '{{ breakdown }}'
                    then cast({{ relation }}.{{ value }} as {{ dbt.type_string() }})
                {%- endfor %}
            end,
            '(none)'
        ) as breakdown_value
    from {{ relation }}
    cross join (
        {%- for breakdown in own %}
        select '{{ breakdown }}' as breakdown
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ) as own_breakdowns
    {%- endif %}
    {%- for table, key in subjects.items() %}
    union all
    select
        {{ relation }}.*,
        breakdowns.breakdown,
        coalesce(breakdown_values.breakdown_value, '(none)') as breakdown_value
    from {{ relation }}
    inner join breakdowns
        on
            breakdowns.source_table = '{{ table }}'
            {%- if own %}
            -- What the mart itself knows of its rows comes before the rules.
            and breakdowns.breakdown not in ('{{ own | join("', '") }}')
            {%- endif %}
    left join breakdown_values
        on
            breakdown_values.source_table = '{{ table }}'
            and {{ relation }}.{{ key }} = breakdown_values.subject_id
            and breakdowns.breakdown = breakdown_values.breakdown
            {%- if at is none %}
            and breakdown_values.valid_to is null
            {%- else %}
            and {{ in_force('breakdown_values', relation ~ '.' ~ at) }}
            {%- endif %}
    {%- endfor %}
{%- endmacro %}
