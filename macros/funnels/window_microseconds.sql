{#- The length of a window of some days; null for what `funnel_problems` refuses, so that
    it is the sentence that stops a query, and not a cast. -#}
{% macro window_microseconds(days) -%}
    case
        when cast({{ days }} as double) between 0 and {{ most_window_days() }}
            then cast({{ days }} * 86400000000 as bigint)
    end
{%- endmacro %}
