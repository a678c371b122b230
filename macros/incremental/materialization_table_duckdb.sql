{#- dbt's own, but a table that is up to date is left alone. -#}
{% materialization table, adapter='duckdb' -%}
    {%- if is_up_to_date() -%}
        {{ return(kept_as_it_is()) }}
    {%- endif -%}
    {{ return(dbt.materialization_table_duckdb()) }}
{%- endmaterialization %}
