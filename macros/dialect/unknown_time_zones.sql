{#- Query for the texts of a column that are no time zone, `zone`, and the time zone that
    is spelt most like it, `closest`. -#}
{% macro unknown_time_zones(relation, column) -%}
    {{ return(
        adapter.dispatch('unknown_time_zones', 'journey_warehouse')(relation, column)
    ) }}
{%- endmacro %}

{#- Not every engine lists what it knows; there, the first model that needs it fails. -#}
{% macro default__unknown_time_zones(relation, column) -%}
    select
        {{ column }} as zone,
        {{ column }} as closest
    from {{ relation }}
    where false
{%- endmacro %}

{#- Whoever writes the city alone means its zone, and not one of as few letters. -#}
{% macro duckdb__unknown_time_zones(relation, column) -%}
    select
        given.zone,
        arg_min(
            known.name,
            row(
                least(
                    levenshtein(known.lower_name, given.lower_zone),
                    levenshtein(split_part(known.lower_name, '/', -1), given.lower_zone)
                ),
                levenshtein(known.lower_name, given.lower_zone),
                known.name
            )
        ) as closest
    from (
        select distinct
            {{ column }} as zone,
            replace(lower(trim({{ column }})), ' ', '_') as lower_zone
        from {{ relation }}
        where {{ column }} is not null
    ) as given
    cross join (
        select
            name,
            lower(name) as lower_name
        from pg_timezone_names()
    ) as known
    group by given.zone
    having not bool_or(known.name = given.zone)
{%- endmacro %}
