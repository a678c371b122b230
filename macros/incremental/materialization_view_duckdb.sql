{#- A view that is up to date is left alone. -#}
{% materialization view, adapter='duckdb' -%}
    {{ return(kept_as_it_is() if is_up_to_date() else made_in_place()) }}
{%- endmaterialization %}
