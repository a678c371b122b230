{#- Condition: whether an id of a kind is on the list of erased ones. `only` narrows the
    list, as an expression over its rows. -#}
{% macro is_erased(kind, id, only='true') -%}
    coalesce(
        {{ erased_hash(kind, id) }} in (
            select hash from erasures.main.hashes
            where kind = '{{ kind }}' and {{ only }}
        ),
        false
    )
{%- endmacro %}
