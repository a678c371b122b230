{#- How long a calendar had been open up to an instant, read from the row of
    `int_business_days` that holds the instant. -#}
{% macro business_microseconds(business_day, instant) -%}
    (
        {{ business_day }}.open_microseconds_before
        + {{ elapsed_microseconds(
            business_day ~ '.opens_at',
            'least(' ~ business_day ~ '.closes_at, ' ~ instant ~ ')'
        ) }}
    )
{%- endmacro %}
