{#- Ends a union of flags that may have no other part. -#}
{% macro no_flags() -%}
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as row_key,
        cast(null as {{ dbt.type_string() }}) as flag,
        cast(null as {{ dbt.type_string() }}) as value
    where false
{%- endmacro %}
