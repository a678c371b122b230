{#- Overrides dbt's own: an incremental model is also built whole where it has never been
    built, where its SQL, a setting or a rule has changed, or where what it reads was
    built whole. -#}
{% macro should_full_refresh() -%}
    {%- set asked = config.get('full_refresh') -%}
    {%- if asked is none -%}
        {%- set asked = flags.FULL_REFRESH -%}
    {%- endif -%}
    {{ return(asked or build_state(model.name).reason_to_rebuild != '') }}
{%- endmacro %}
