{#- A step that an attempt reached after its entry, as `later_steps` has it. -#}
{% macro later_step(step_number, reached_at, previous_reached_at) -%}
    struct_pack(
        step_number := {{ step_number }},
        reached_at := {{ reached_at }},
        previous_reached_at := {{ previous_reached_at }}
    )
{%- endmacro %}
