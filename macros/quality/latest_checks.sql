{#- Each check as it was found last, as a query in brackets. -#}
{% macro latest_checks() -%}
    (
        select * from quality.results
        qualify row_number() over (
            partition by check_id order by run_at desc, run_id desc
        ) = 1
    )
{%- endmacro %}
