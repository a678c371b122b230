{#- A sentence for each var that names a time zone which the engine does not know. An empty
    one is told of already. -#}
{% macro time_zone_sentences(names) -%}
    {%- set given -%}
        (
            {%- for name in names %}
            select
                '{{ name }}' as name,
                {{ string_literals([(var(name) or '') | string]) }} as zone
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        )
    {%- endset -%}
    {%- set query -%}
        select given.name, given.zone, unknown.closest
        from {{ given }} as given
        inner join (
            {{ unknown_time_zones(given, 'zone') }}
        ) as unknown
            on given.zone = unknown.zone
        where given.zone != ''
        order by given.name
    {%- endset -%}
    {%- set sentences = [] -%}
    {%- for row in run_query(query).rows -%}
        {%- do sentences.append(
            'The var ' ~ row[0] ~ " is '" ~ row[1] ~ "', which is no IANA time zone; the"
            ~ ' closest is ' ~ row[2] ~ '.'
        ) -%}
    {%- endfor -%}
    {{ return(sentences) }}
{%- endmacro %}
