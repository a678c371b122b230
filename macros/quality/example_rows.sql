{#- Query of one JSON list: the keys of a few rows that a test found. Other columns may
    hold what persons wrote, and stay where they are. -#}
{% macro example_rows(query) -%}
    {{ return(adapter.dispatch('example_rows', 'journey_warehouse')(query)) }}
{%- endmacro %}

{% macro duckdb__example_rows(query) -%}
    {%- set keys -%}
        list_filter(
            json_keys(to_json(found)),
            lambda key: regexp_matches(key, '(_id|_key|_field|_number)$')
        )
    {%- endset %}
    select to_json(min(cast(keys as {{ dbt.type_string() }}), 5))
    from (
        select
            list_aggregate(
                list_transform(
                    {{ keys }},
                    lambda key: key || '=' || coalesce(to_json(found) ->> key, '')
                ),
                'string_agg', ', '
            ) as keys
        from ({{ query }}) as found
    ) as examples
    where keys is not null
{%- endmacro %}
