{#- A sentence for each var of the command line that is spelt nearly like one of the
    project: dbt passes over it in silence. Others are somebody's own. -#}
{% macro misspelt_var_sentences(names) -%}
    {%- set given = (invocation_args_dict.get('vars') or {}).keys() | list -%}
    {%- set unknown = given | reject('in', names) | list -%}
    {%- if not unknown -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set query -%}
        select
            given.name,
            known.name as closest
        from (
            {%- for name in unknown %}
            select {{ string_literals([name]) }} as name {{ 'union all' if not loop.last }}
            {%- endfor %}
        ) as given
        inner join (
            {%- for name in names %}
            select {{ string_literals([name]) }} as name {{ 'union all' if not loop.last }}
            {%- endfor %}
        ) as known
            on levenshtein(given.name, known.name) <= 2
        qualify row_number() over (
            partition by given.name
            order by levenshtein(given.name, known.name), known.name
        ) = 1
        order by given.name
    {%- endset -%}
    {%- set sentences = [] -%}
    {%- for row in run_query(query).rows -%}
        {%- do sentences.append(
            'The var ' ~ row[0] ~ ' is unknown; the closest is ' ~ row[1] ~ '.'
        ) -%}
    {%- endfor -%}
    {{ return(sentences) }}
{%- endmacro %}
