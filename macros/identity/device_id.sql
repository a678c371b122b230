{#- The device of a contact: the device that it names, else one of its customer's own. -#}
{% macro device_id() -%}
    coalesce('anon:' || anonymous_id, known_customer_id)
{%- endmacro %}
