{#- Hook before a model: which entities it has to replace, by what changed in the models
    that it follows since it was built last. -#}
{% macro note_touched() -%}
    {%- if model.config.materialized != 'incremental' -%}
        {{ return('') }}
    {%- endif -%}
    {%- if not is_replacing() -%}
        {%- if load_cached_relation(this) is not none and not flags.FULL_REFRESH -%}
            {%- set reason = build_state(model.name).reason_to_rebuild -%}
            {%- do log(model.name ~ ' is built whole: ' ~ reason, info=true) -%}
        {%- endif -%}
        {{ return('') }}
    {%- endif -%}
    {%- if not model.config.meta.get('replaces') -%}
        {{ return('') }}
    {%- endif -%}
    create or replace temp table touched__{{ model.name }} as
    {% if model.config.meta.replaces == 'source_file' -%}
        {{ touched_files(model.name | replace('base_', '')) }}
    {%- else -%}
        {{ touched_entities(model) }}
        {{ outlying_ids() }}
    {%- endif -%}
{%- endmacro %}
