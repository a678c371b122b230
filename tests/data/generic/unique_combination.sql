{#- A row is a combination of values that several rows share; null equals null. -#}
{% test unique_combination(model, columns) %}
    {%- set combination = columns | join(', ') %}
    select
        {{ combination }},
        count(*) as row_count
    from {{ model }}
    group by {{ combination }}
    having count(*) > 1
{% endtest %}
