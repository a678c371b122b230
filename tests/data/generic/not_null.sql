{#- A row is one that lacks a value. dbt's own test of the name, for several columns in one
    pass over the table as well. -#}
{% test not_null(model, column_name=none, columns=[]) %}
    {{ rows_with_wrong_field(model, columns or [column_name], '? is null') }}
{% endtest %}
