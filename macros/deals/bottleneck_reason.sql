{#- Sentences that say why a stage is a bottleneck, from the columns of
    `agg_bottlenecks`: where and when, how many go on and could, what it costs, how long
    it takes, who answers for it, what holds them up.
    A sentence of which a number is null is left out, and so is a comparison of which both
    numbers read the same. The pipeline is told where there are several: stages of two
    may have one name. -#}
{% macro bottleneck_reason(language) -%}
    {%- set sentences = bottleneck_sentences(language) -%}
    {%- set whole_money -%}
        {{ grouped_digits(
            'nullif(cast(round(expected_value_lost) as bigint), 0)', sentences.comma
        ) }}
    {%- endset -%}
    {%- set texts = {
        'subject': "case subject when 'deals' then '" ~ sentences.deals ~ "' else '"
            ~ sentences.journeys ~ "' end",
        'stalled_count': 'cast(nullif(stalled_count, 0) as ' ~ dbt.type_string() ~ ')',
        'money': whole_money,
        'owner': 'owner',
        'pipeline': 'pipeline',
        'currency': "'" ~ var('reporting_currency') ~ "'",
    } -%}
    {%- for column in ['stage', 'loss_reason', 'task', 'last_step'] -%}
        {%- do texts.update({column ~ '_' ~ language: column ~ '_' ~ language}) -%}
    {%- endfor -%}
    {%- for column in ['first_month', 'last_month'] -%}
        {%- do texts.update({
            column: 'substr(cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ '), 1, 7)'
        }) -%}
    {%- endfor -%}
    {%- for column in [
        'passed_share', 'best_share', 'loss_reason_share', 'waited_share',
        'last_step_share', 'dropped_trouble_share', 'passed_trouble_share',
    ] -%}
        {%- set percent = 'cast(round(100 * ' ~ column ~ ') as integer)' -%}
        {%- do texts.update({
            column: 'cast(' ~ percent ~ ' as ' ~ dbt.type_string() ~ ')'
        }) -%}
    {%- endfor -%}
    {%- for column in ['mean_days', 'best_days', 'limit_days'] -%}
        {%- do texts.update({column: span_in_words(column, language)}) -%}
    {%- endfor -%}
    {%- set filled = {} -%}
    {%- for name, sentence in sentences.items() -%}
        {%- set parts = namespace(sql="'" ~ sentence ~ "'") -%}
        {%- for column, text in texts.items() -%}
            {%- set parts.sql = parts.sql | replace(
                '{' ~ column ~ '}', "' || " ~ text ~ " || '"
            ) -%}
        {%- endfor -%}
        {%- do filled.update({name: parts.sql}) -%}
    {%- endfor -%}
    {{ filled.place }}
    || case
        when min(pipeline) over () < max(pipeline) over ()
            then coalesce({{ filled.pipeline }}, '')
        else ''
    end
    || case
        when first_month = last_month then {{ filled.month }}
        else coalesce({{ filled.period }}, '')
    end
    || case
        when passed_share is null then {{ filled.idle }}
        when {{ texts.best_share }} = {{ texts.passed_share }} then {{ filled.steady }}
        when best_share < passed_share then {{ filled.unmatched }}
        else {{ filled.converts }}
    end
    || case
        when passed_share is null then ''
        when expected_value_lost is null then {{ filled.unvalued }}
        else coalesce({{ filled.costs }}, '')
    end
    || case
        when {{ texts.best_days }} = {{ texts.mean_days }} or best_days > mean_days
            then {{ filled.takes }}
        else coalesce({{ filled.lasts }}, '')
    end
    {%- for name in [
        'limits', 'stalled', 'answers', 'loses', 'waits', 'fails', 'leaves',
    ] %}
    || coalesce({{ filled[name] }}, '')
    {%- endfor %}
{%- endmacro %}
