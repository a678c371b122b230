{#- Query for a sentence for each value of a seed that names a row which another seed, or
    itself, does not have. One that reads the same is told, else, where it could name few,
    those. -#}
{% macro rule_reference_problems(seed, test, row_name) -%}
    {%- set most_told = 12 -%}
    {%- set others = test.depends_on.nodes | reject('equalto', seed.unique_id) | list -%}
    {%- set other = graph.nodes[others[0] if others else seed.unique_id].name -%}
    {%- set field = test.test_metadata.kwargs.field -%}
    select
        {{ row_name }} || 'the {{ test.column_name }} '''
        || {{ test.column_name }} || ''' is no {{ field }} of {{ other }}' || coalesce(
            ', and differs from ''' || alike.alike_name
            || ''' in capitals, blanks or the Unicode form of a letter alone; write it so',
            ', which has ' || known.told,
            ''
        ) as problem
    from {{ seed.name }}_file
    left join (
        select
            {{ folded_name(field) }} as folded,
            min({{ field }}) as alike_name
        from {{ other }}_file
        group by folded
    ) as alike
        on {{ folded_name(test.column_name) }} = alike.folded
    cross join (
        select
            case
                when count(distinct {{ field }}) <= {{ most_told }}
                    then {{ dbt.listagg(
                        'distinct ' ~ field, "', '", 'order by ' ~ field
                    ) }}
            end as told
        from {{ other }}_file
    ) as known
    where {{ test.column_name }} not in (
        select {{ field }} from {{ other }}_file where {{ field }} is not null
    )
{%- endmacro %}
