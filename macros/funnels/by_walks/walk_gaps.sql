{#- From which required step an attempt can come to which other. The query must have the
    CTE `rules`. -#}
{% macro walk_gaps() -%}
    select
        one.funnel_number,
        one.level as from_level,
        other.level as to_level,
        cast(power(2, other.level) as bigint) as to_bit,
        one.order_mode = 'strict' as is_strict,
        {{ microseconds('one.entry_window') }} as entry_window,
        {{ microseconds('other.step_window') }} as step_window
    from rules as one
    inner join rules as other
        on
            one.funnel_number = other.funnel_number
            and one.is_required
            and other.is_required
            and other.level > 1
            and case
                when one.order_mode = 'any' then one.level != other.level
                else one.level + 1 = other.level
            end
{%- endmacro %}
