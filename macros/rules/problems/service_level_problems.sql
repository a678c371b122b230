{#- Query for a sentence for each limit of answers to leads that names a type of step:
    leads have none, so that it would be a second limit of every lead, and each would be
    there twice. -#}
{% macro service_level_problems(service_levels) -%}
    select
        'seeds/service_levels.csv, row ' || concat_ws('/', work, task_type, valid_from)
        || ': the task_type ''' || task_type || ''' is one of steps on deals, and leads'
        || ' have none; leave it empty, or let work be deal_task' as problem
    from {{ service_levels }}
    where work = 'lead_response' and task_type is not null
{%- endmacro %}
