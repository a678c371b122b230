{#- What every model depends on besides its own SQL: macros, settings, versions, and
    whether dbt was asked to read only some rows. -#}
{% macro settings_fingerprint() -%}
    {%- set settings = [
        project_files_hash(),
        invocation_args_dict.get('vars', {}) | tojson,
        as_of_setting(),
        dbt_version,
        flags.EMPTY or '',
        flags.SAMPLE or '',
    ] -%}
    {{ return(local_md5(settings | join('|'))) }}
{%- endmacro %}
