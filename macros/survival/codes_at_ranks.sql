{#- The codes of the longest stay and of the ended ones of some ranks. An ended stay's
    place among all is its rank among the ended ones and how many running ones come
    before it, so that no list of those alone is needed. The lists end here, as to hand
    them on takes as long as to go through them. -#}
{% macro codes_at_ranks(ordered, curved, medians, bounds, causes, ranks) -%}
    {%- set group = ['stage_number', 'group_number'] | join(', ') -%}
    {%- set codes = [list_element('codes', 'stay_count')] -%}
    {%- for name in ranks -%}
        {%- do codes.append(list_element('codes', name ~ '_place')) -%}
    {%- endfor -%}
    with

    places as (
        select
            {{ group }}
            {%- for cause in causes %},
            min({{ cause }}_incidence) as {{ cause }}_incidence
            {%- endfor %}
            {%- for name, rank in ranks.items() %},
            min({{ rank }})
            + max(running_before + running_count) filter (where ended_before < {{ rank }})
                as {{ name }}_place
            {%- endfor %}
        from {{ curved }} as curved
        inner join {{ medians }} as medians using ({{ group }})
        inner join {{ bounds }} as bounds using ({{ group }})
        group by {{ group }}
    )

    select
        {{ group }},
        ended_count,
        ended_microseconds,
        {%- for cause in causes %}
        {{ cause }}_incidence,
        {%- endfor %}
        {{ list_of(codes) }} as ranked_codes
    from {{ ordered }} as ordered
    inner join places using ({{ group }})
{%- endmacro %}
