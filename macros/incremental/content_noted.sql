{#- Statements that remember a hash of what the relation at hand holds. -#}
{% macro content_noted(content) -%}
    delete from journal.contents where model = '{{ model.name }}';
    insert into journal.contents values ('{{ model.name }}', '{{ content }}')
{%- endmacro %}
