{#- Per subject that entered a funnel the moments of its events of required steps, if any
    of these is of a later step than the first. -#}
{% macro listed_moments(events) -%}
    select
        funnel_number,
        subject_id,
        case
            when max(level) > 1
                then list_sort(list(
                    {{ packed_moment(packed_instant('occurred_at'), 'level') }}
                ))
        end as moments,
        max(level) as last_level
    from {{ events }}
    where is_required and subject_id is not null
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
