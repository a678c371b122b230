{#- Queries for a sentence, `problem`, for each row of the seeds that makes no sense, in
    three lists: what is wrong with a row by itself, what names a row that is not there,
    and what rows say of each other. Each may be the cause of what stands in the lists
    behind it. They need the CTEs `<seed>_text` and `<seed>_file` of each seed. -#}
{% macro rule_problems(seeds) -%}
    {%- set of_rows = [
        service_level_problems('service_levels_file'),
        measure_problems('quality_measures_file'),
        time_of_day_problems('business_hours_file'),
        spelling_problems('channels_file', 'channels', 'channel_alias'),
        spelling_problems('touchpoint_types_file', 'touchpoint_types', 'touchpoint_type'),
        spelling_problems('survey_types_file', 'survey_types', 'survey_type'),
        spelling_problems('task_types_file', 'task_types', 'task_type'),
        spelling_problems('loss_reasons_file', 'loss_reasons', 'lost_reason'),
        survey_scale_problems('survey_types_file'),
    ] -%}
    {%- set of_references = [] -%}
    {%- set of_each_other = [
        'select problem from (' ~ funnel_problems(
            readable_funnels('funnels_file'), readable_funnels('funnel_steps_file'),
            ['seeds/funnels.csv', 'seeds/funnel_steps.csv'],
        ) ~ ') as funnel_problems',
        pipeline_problems('deal_stages_file'),
        outcome_order_problems('deal_stages_file'),
        stage_limit_problems('deal_stage_limits_file', 'deal_stages_file'),
        time_zone_problems('business_hours_file'),
        default_calendar_problems('business_hours_file'),
        channel_problems('channels_file'),
        loss_reason_problems('loss_reasons_file'),
        survey_activity_problems('survey_types_file', 'activities_file'),
        activity_name_problems('touchpoint_types_file', 'activities_file'),
        conversion_problems(
            'conversion_types_file', 'activities_file', 'touchpoint_types_file',
            'deal_stages_file',
        ),
    ] -%}
    {%- set tests_of = rule_tests(seeds) -%}
    {%- for seed in seeds -%}
        {%- set tests = tests_of[seed.unique_id] -%}
        {%- set row_name = rule_row_name(seed, tests) -%}
        {%- do of_rows.extend(rule_key_problems(seed, tests)) -%}
        {%- do of_rows.extend(rule_alike_problems(seed, tests)) -%}
        {%- do of_rows.extend(rule_type_problems(seed, row_name)) -%}
        {%- do of_rows.extend(rule_value_problems(seed, tests, row_name)) -%}
        {%- for test in tests.get('relationships', []) -%}
            {%- do of_references.append(
                rule_reference_problems(seed, test, row_name)
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return([of_rows, of_references, of_each_other]) }}
{%- endmacro %}
