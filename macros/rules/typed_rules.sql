{#- The rows of a seed as dbt would load them. What cannot be read as its type is null
    here, or rounded; `rule_type_problems` tells of it. -#}
{% macro typed_rules(seed) -%}
    select
        {% for column, data_type in seed.config.column_types.items() -%}
            try_cast({{ column }} as {{ data_type }}) as {{ column }},
        {% endfor -%}
        {% for column, data_type in seed.config.column_types.items()
            if data_type != 'varchar' -%}
            {{ is_readable(column, data_type) }}
            and
        {% endfor -%}
        true as is_readable,
        line_in_file
    from {{ seed.name }}_text
{%- endmacro %}
