{#- Stops the build before any model runs, with a sentence for each row of the rules that
    makes no sense. The files are read: a build loads them while models run already. -#}
{% macro assert_rules(folder=none) -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'run-operation'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set files = {} -%}
    {%- for seed in graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') -%}
        {%- do files.update({
            seed.name: rule_file(seed, folder or flags.PROJECT_DIR or '.')
        }) -%}
    {%- endfor -%}
    {%- set query -%}
        with

        {% for name, rows in files.items() -%}
            {{ name }}_file as (
                {{ rows }}
            ),

        {% endfor -%}
        problems as (
            {{ rule_key_problems() }}
            union all
            select problem from (
                {{ funnel_problems('funnels_file', 'funnel_steps_file') }}
            ) as funnel_problems
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
