{#- How far a subject comes, by a sorted list of packed events: for each level that was
    reached the instant at which the latest way there began. A list of lists, as what is
    gathered has to be of one type with the elements. -#}
{% macro latest_begins(events) -%}
    {%- set event = 'event[1]' -%}
    {%- set level = unpacked_event(event, 'level') -%}
    {%- set instant = unpacked_event(event, 'instant') -%}
    len(list_reduce(
        list_transform(
            {{ events }}, lambda event: [cast(event & {{ 2 ** 63 - 1 }} as bigint)]
        ),
        lambda begins, event: case
            when {{ level }} = 1 then [{{ instant }}] || begins[2:]
            when {{ instant }} - begins[{{ level }} - 1] <= entry_window
                then
                    begins[:{{ level }} - 1]
                    || [begins[{{ level }} - 1]]
                    || begins[{{ level }} + 1:]
            else begins
        end,
        cast([] as bigint[])
    ))
{%- endmacro %}
