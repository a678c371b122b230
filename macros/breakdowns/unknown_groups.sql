{#- Query for one row: the number of the group of all, and for each raw table those of the
    groups `(none)`, in which things are of which a breakdown knows nothing. -#}
{% macro unknown_groups(breakdown_groups, tables) -%}
    select
        {{ sorted_list('group_number', "breakdown = 'all'") }} as all_numbers
        {%- for table in tables %},
        {{ sorted_list(
            'group_number',
            "breakdown_value = '(none)' and source_table = '" ~ table ~ "'",
        ) }} as {{ table }}_numbers
        {%- endfor %}
    from {{ breakdown_groups }} as breakdown_groups
{%- endmacro %}
