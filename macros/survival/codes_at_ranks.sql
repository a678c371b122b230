{#- The lists end here: to hand them on takes as long as to filter them. -#}
{% macro codes_at_ranks(ordered, medians, bounds, causes, ranks) -%}
    {%- set group = ['stage_number', 'group_number'] | join(', ') -%}
    {%- set running = (causes | length + 1) ~ ' != ' ~ (causes | length) -%}
    {%- set codes = [list_element('codes', 'stay_count')] -%}
    {%- for rank in ranks.values() -%}
        {%- do codes.append(list_element('ended_codes', rank)) -%}
    {%- endfor -%}
    select
        {{ group }},
        ended_count,
        ended_microseconds,
        {%- for cause in causes %}
        {{ cause }}_incidence,
        {%- endfor %}
        {{ list_of(codes) }} as ranked_codes
    from (
        select
            *,
            {{ filtered_list('codes', 'element % ' ~ running) }} as ended_codes
        from {{ ordered }} as ordered
        inner join {{ medians }} as medians using ({{ group }})
        inner join {{ bounds }} as bounds using ({{ group }})
    ) as ended
{%- endmacro %}
