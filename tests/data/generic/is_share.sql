{#- A row is one whose value is no fraction from 0 to 1; null passes. -#}
{% test is_share(model, column_name) %}
    select {{ column_name }}
    from {{ model }}
    where {{ column_name }} < 0 or {{ column_name }} > 1
{% endtest %}
