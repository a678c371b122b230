{#- A row is one with a value of 0 or below; null passes. -#}
{% test is_positive(model, column_name=none, columns=[]) %}
    {{ rows_with_wrong_field(model, columns or [column_name], '? <= 0') }}
{% endtest %}
