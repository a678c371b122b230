{#- Runs at the end: when each model and seed was built last, or found to be up to date.
    Where a run stops, the quality report tells by it what is of an earlier one. -#}
{% macro record_built(results) -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'seed'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set built = results
        | selectattr('node.resource_type', 'in', ['model', 'seed'])
        | selectattr('status', 'equalto', 'success')
        | map(attribute='node.name') | list -%}
    {%- if not built -%}
        {{ return('') }}
    {%- endif -%}
    {%- set run_at = "timestamp '" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S.%f')
        ~ "'" -%}
    {%- call statement(auto_begin=true) -%}
        delete from quality.built_models
        where model_name in ({{ string_literals(built) }});
        insert into quality.built_models values
        {% for name in built -%}
            ({{ string_literals([name]) }}, {{ run_at }}){{ ',' if not loop.last }}
        {% endfor %}
    {%- endcall -%}
    {%- do adapter.commit() -%}
{%- endmacro %}
