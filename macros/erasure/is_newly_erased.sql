{#- Condition on the list of erased ids: those that this warehouse has not heard of. -#}
{% macro is_newly_erased() -%}
    hash not in (select heard.hash from journal.erased_hashes as heard)
{%- endmacro %}
