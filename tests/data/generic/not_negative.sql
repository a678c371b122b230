{#- A row is one with a value below 0; null passes. -#}
{% test not_negative(model, column_name=none, columns=[]) %}
    {{ rows_with_wrong_field(model, columns or [column_name], '? < 0') }}
{% endtest %}
