{%- set relations = {} -%}
{%- for mart in watched_marts() -%}
    {%- do relations.update({mart: ref(mart)}) -%}
{%- endfor -%}
with

figures as (
    {{ watched_figures(ref('quality_measures'), relations) }}
)

select * from figures
