{#- The raw files whose rows a base model has to replace, as a query: those that it reads
    in this run, and those that are there no longer. -#}
{% macro touched_files(table) -%}
    {%- set changed = changed_files(table) -%}
    select cast(null as {{ dbt.type_string() }}) as entity_id
    where false
    {% for name in changed.new + changed.gone -%}
        union all
        select {{ string_literals([name]) }}
    {% endfor -%}
{%- endmacro %}
