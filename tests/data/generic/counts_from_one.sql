{#- A row is a number that is not its own place in its group of `by`; nulls do not
    count. -#}
{% test counts_from_one(model, column_name, by) %}
    {%- set group_of = by | join(', ') %}
    select
        {{ group_of }},
        {{ column_name }}
    from {{ model }}
    where {{ column_name }} is not null
    qualify
        row_number() over (
            partition by {{ group_of }}
            order by {{ column_name }}
        ) != {{ column_name }}
{% endtest %}
