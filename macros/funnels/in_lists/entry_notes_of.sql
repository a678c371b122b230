{#- What is to be known of the events by which attempts begin, each combination with a
    number that a packed event takes along. A customer's own id is known anyway. -#}
{% macro entry_notes_of(events) -%}
    select
        channel,
        customer_id,
        row_number() over (
            order by channel nulls last, customer_id nulls last
        ) as note
    from (
        select distinct
            event_channel as channel,
            other_customer_id as customer_id
        from {{ events }}
        where is_required and level = 1
    ) as noted
{%- endmacro %}
