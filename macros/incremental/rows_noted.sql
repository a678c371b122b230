{#- Statements that enter a seed or plain table into the journal as changed as a whole.
    Where rules, what is built each time, or incremental models are at stake, only if its
    rows are others than before: all that reads them would be built whole, too. -#}
{% macro rows_noted() -%}
    {%- set is_compared = model.resource_type == 'seed'
        or model.name in run_memory().heard + run_memory().raw_readers -%}
    {%- set content = run_query('select ' ~ content_hash(this)).rows[0][0]
        if is_compared -%}
    insert into journal.news
    select {{ build_state(model.name).seq }}, '{{ model.name }}', null
    {% if is_compared -%}
        where not exists (
            select 1 from journal.contents
            where model = '{{ model.name }}' and content = '{{ content }}'
        );
        {{ content_noted(content) }}
    {%- endif %};
{%- endmacro %}
