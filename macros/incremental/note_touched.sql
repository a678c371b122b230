{#- Hook before a model: which entities it has to replace, by what changed in the models
    that it follows since it was built last. -#}
{% macro note_touched() -%}
    {%- if model.config.materialized != 'incremental' -%}
        {{ return('') }}
    {%- endif -%}
    {%- set reason = reason_to_rebuild(model.name) -%}
    {%- if reason and load_cached_relation(this) is not none -%}
        {%- do log(model.name ~ ' is built whole: ' ~ reason, info=true) -%}
    {%- endif -%}
    {%- if not is_replacing() or not model.config.meta.get('replaces') -%}
        {{ return('') }}
    {%- endif -%}
    create or replace temp table touched__{{ model.name }} as
    {% if model.config.meta.replaces == 'source_file' -%}
        {{ touched_files(model.name | replace('base_', '')) }}
    {%- else -%}
        {{ touched_entities(model) }}
    {%- endif -%}
{%- endmacro %}
