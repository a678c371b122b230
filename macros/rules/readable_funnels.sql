{#- The rows of a seed of funnels, but those of a funnel of which a row cannot be read:
    what stands there as a null or a rounded number would be told as a second cause. -#}
{% macro readable_funnels(rows) -%}
    (
        select * from {{ rows }}
        where
            funnel is null
            or funnel not in (
                select funnel from funnels_file
                where funnel is not null and not is_readable
                union all
                select funnel from funnel_steps_file
                where funnel is not null and not is_readable
            )
    )
{%- endmacro %}
