{#- Query for a sentence for each pipeline that no deal can enter, or win. -#}
{% macro pipeline_problems(stages) -%}
    {% for status, verb in [('open', 'entered'), ('won', 'won')] -%}
        select
            'seeds/deal_stages.csv, pipeline ' || pipeline || ': no stage is {{ status }},'
            || ' so that no deal can be {{ verb }}' as problem
        from {{ stages }}
        group by pipeline
        having not coalesce(bool_or(status = '{{ status }}'), false)
        {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
