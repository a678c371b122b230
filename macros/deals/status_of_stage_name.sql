{#- What the name of a stage, in English or Russian, says of the deals in it. -#}
{% macro status_of_stage_name(stage) -%}
    case
        when {{ matches(stage, 'won|success|выигран|успешн') }} then 'won'
        when {{ matches(stage, 'disqualif|unqualif|junk|дисквалиф|некачеств') }}
            then 'disqualified'
        when {{ matches(
            stage, 'lost|reject|declin|проигр|потерян|отказ|не реализован'
        ) }} then 'lost'
        else 'open'
    end
{%- endmacro %}
