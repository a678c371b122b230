{#- Whether the relation of the model at hand holds what its query would give now. -#}
{% macro is_up_to_date() -%}
    {%- set relation = load_cached_relation(this) -%}
    {%- set is_view = model.config.materialized == 'view' -%}
    {%- if flags.FULL_REFRESH or config.get('full_refresh')
        or relation is none or relation.type != ('view' if is_view else 'table') -%}
        {{ return(false) }}
    {%- elif is_view -%}
        {{ return(run_memory().contents.get(model.name) == view_content()) }}
    {%- endif -%}
    {%- set state = build_state(model.name) -%}
    {%- if state.reason_to_rebuild or state.has_news -%}
        {{ return(false) }}
    {%- elif model.config.meta.get('replaces') == 'source_file' -%}
        {%- set changed = changed_files(model.name | replace('base_', '')) -%}
        {{ return(not changed.new and not changed.gone) }}
    {%- endif -%}
    {{ return(model.name not in run_memory().raw_readers) }}
{%- endmacro %}
