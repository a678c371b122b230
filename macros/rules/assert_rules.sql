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
            {{ seed.name }}_text as (
                {{ rule_file(seed, place) }}
            ),

            {{ seed.name }}_file as (
                {{ typed_rules(seed) }}
            ),

        {% endfor -%}
        problems as (
            {% for queries in rule_problems(seeds) -%}
                select
                    problem,
                    {{ loop.index }} as place
                from (
                    {{ queries | join('\nunion all\n') }}
                ) as problems_of_place
                {{ 'union all' if not loop.last }}
            {% endfor -%}
        )

        select problem
        from problems
        group by problem
        order by min(place), problem
    {%- endset -%}
    {%- set sentences = run_query(query).columns[0].values() -%}
    {%- if sentences -%}
        {%- do exceptions.raise_compiler_error(sentences | join('\n')) -%}
    {%- endif -%}
{%- endmacro %}
