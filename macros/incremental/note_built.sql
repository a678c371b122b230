{#- Hook after a model or seed, in its transaction: what it was made of, that it has read
    the journal up to here, and whether it is another one as a whole. -#}
{% macro note_built() -%}
    {%- set materialized = model.config.materialized -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'seed']
        or materialized not in ['incremental', 'table', 'seed', 'view'] -%}
        {{ return('') }}
    {%- elif materialized == 'view' -%}
        {{ return(content_noted(view_content())) }}
    {%- endif -%}
    {%- if materialized != 'incremental' %}
        {{ rows_noted() }}
    {%- elif not is_replacing() %}
        insert into journal.news
        values ({{ build_state(model.name).seq }}, '{{ model.name }}', null);
    {%- endif %}
    {% if model.config.meta.get('replaces') == 'source_file' -%}
        {{ staged_files_noted(model.name | replace('base_', '')) }}
    {%- endif %}
    {% if model.resource_type == 'model' -%}
        delete from journal.positions where model = '{{ model.name }}';
        insert into journal.positions
        select model, {{ build_state(model.name).position }}, fingerprint
        from journal.plans
        where model = '{{ model.name }}';
    {%- endif %}
{%- endmacro %}
