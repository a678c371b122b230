{#- The numbers of all steps that an attempt reached, as a list. -#}
{% macro reached_steps(entry_step, later_steps) -%}
    {{ return(
        adapter.dispatch('reached_steps', 'journey_warehouse')(entry_step, later_steps)
    ) }}
{%- endmacro %}

{% macro default__reached_steps(entry_step, later_steps) -%}
    concat(array({{ entry_step }}), coalesce({{ later_steps }}.step_number, array()))
{%- endmacro %}

{% macro duckdb__reached_steps(entry_step, later_steps) -%}
    list_prepend(
        {{ entry_step }},
        coalesce(list_transform({{ later_steps }}, lambda step: step.step_number), [])
    )
{%- endmacro %}
