{#- Measures that one pass over a relation can take, as dicts of `relation`, `period`,
    `part` and `measures`: those of one source, day column and grain. -#}
{% macro watched_scans(measures, relations) -%}
    {%- set scans = {} -%}
    {%- for measure in measures if measure.source in relations -%}
        {%- set part = watched_part(measure) -%}
        {%- set key = (measure.source, measure.date_column, measure.grain, part) -%}
        {%- if key not in scans -%}
            {%- do scans.update({key: {
                'relation': relations[measure.source],
                'day': measure.date_column,
                'period': watched_period(measure.date_column, measure.grain),
                'part': part,
                'measures': [],
            }}) -%}
        {%- endif -%}
        {%- do scans[key].measures.append(measure) -%}
    {%- endfor -%}
    {{ return(scans.values() | list) }}
{%- endmacro %}
