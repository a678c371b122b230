{#- The events of required steps that are somebody's, each packed as `code`. -#}
{% macro packed_events(events, note) -%}
    select
        funnel_number,
        subject_id,
        level,
        {{ packed_event('position', note, packed_instant('occurred_at'), 'level') }}
            as code
    from {{ events }}
    where is_required and subject_id is not null
{%- endmacro %}
