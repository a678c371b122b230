{#- Stops the build before any model runs, with a sentence for each row of the rules
    that makes no sense, or line that cannot be read. The files are read: a build loads
    them while models run. -#}
{% macro assert_rules(folder=none) -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'run-operation'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set place = folder or flags.PROJECT_DIR or '.' -%}
    {%- set nodes = graph.nodes.values() -%}
    {%- set seeds = nodes | selectattr('resource_type', 'equalto', 'seed') | list -%}
    {%- set broken = broken_rule_files(seeds, place) -%}
    {%- if broken -%}
        {%- do exceptions.raise_compiler_error(broken | join('\n')) -%}
    {%- endif -%}
    {%- set query -%}
        with

        {% for seed in seeds -%}
            {{ seed.name }}_file as (
                {{ rule_file(seed, place) }}
            ),

        {% endfor -%}
        problems as (
            {{ rule_key_problems() }}
            union all
            select problem from (
                {{ funnel_problems('funnels_file', 'funnel_steps_file') }}
            ) as funnel_problems
            union all
            {{ pipeline_problems('deal_stages_file') }}
            union all
            {{ stage_limit_problems('deal_stage_limits_file', 'deal_stages_file') }}
            union all
            {{ measure_problems('quality_measures_file') }}
        )

        select distinct problem
        from problems
        order by problem
    {%- endset -%}
    {%- set sentences = run_query(query).columns[0].values() -%}
    {%- if sentences -%}
        {%- do exceptions.raise_compiler_error(sentences | join('\n')) -%}
    {%- endif -%}
{%- endmacro %}
