{#- A row is one with a value that is no fraction from 0 to 1; null passes. -#}
{% test is_share(model, column_name=none, columns=[]) %}
    {{ rows_with_wrong_field(model, columns or [column_name], '? < 0 or ? > 1') }}
{% endtest %}
