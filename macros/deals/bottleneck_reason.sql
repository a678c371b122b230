{#- Sentences that say why a stage is a bottleneck, from the columns of
    `agg_bottlenecks`: where and when, how many go on and could, what it costs, how long
    it takes, what holds them up. Names stand behind a colon or in quotation marks, so
    that Russian needs no case of them.
    A sentence of which a number is null is left out. -#}
{% macro bottleneck_reason(language) -%}
    {%- set sentences = {
        'en': {
            'place': '{stage_en}',
            'period': ', {first_month} to {last_month}',
            'converts': ': of 100 {subject} {passed_share} go on; in the best quarter of'
                ~ ' segments and months {best_share} do.',
            'idle': ': nothing old enough to be judged has left this stage.',
            'costs': ' Lost value: about {money} {currency}.',
            'lasts': ' It takes {mean_days} days on average, {best_days} where it goes'
                ~ ' fast.',
            'stalled': ' Stalled now: {stalled_count}.',
            'loses': ' Main reason for losses: {loss_reason_en}'
                ~ ' ({loss_reason_share} %).',
            'waits': ' Of the time, {waited_share} % goes into: {task_en}.',
            'fails': ' Slow pages and errors: {dropped_trouble_share} % of the pages of'
                ~ ' those who left, {passed_trouble_share} % of those who went on.',
            'leaves': ' Most frequent last step before leaving: {last_step_en}'
                ~ ' ({last_step_share} %).',
            'deals': 'deals',
            'journeys': 'customers',
            'point': '.',
        },
        'ru': {
            'place': '{stage_ru}',
            'period': ', {first_month} — {last_month}',
            'converts': ': из 100 {subject} дальше проходит {passed_share}, в лучшей'
                ~ ' четверти сегментов и месяцев — {best_share}.',
            'idle': ': завершённых прохождений, по которым можно судить, пока нет.',
            'costs': ' Недополученная сумма: около {money} {currency}.',
            'lasts': ' В среднем этап длится {mean_days} дн., при лучшем темпе —'
                ~ ' {best_days} дн.',
            'stalled': ' Сейчас застряло: {stalled_count}.',
            'loses': ' Главная причина потерь: «{loss_reason_ru}»'
                ~ ' ({loss_reason_share} %).',
            'waits': ' Больше всего времени уходит на задачи «{task_ru}»:'
                ~ ' {waited_share} %.',
            'fails': ' Медленные страницы и ошибки: {dropped_trouble_share} % страниц у'
                ~ ' ушедших, {passed_trouble_share} % — у прошедших дальше.',
            'leaves': ' Самый частый последний шаг перед уходом: «{last_step_ru}»'
                ~ ' ({last_step_share} %).',
            'deals': 'сделок',
            'journeys': 'клиентов',
            'point': ',',
        },
    }[language] -%}
    {%- set whole_money -%}
        cast(nullif(cast(round(expected_value_lost) as bigint), 0)
            as {{ dbt.type_string() }})
    {%- endset -%}
    {%- set texts = {
        'subject': "case subject when 'deals' then '" ~ sentences.deals ~ "' else '"
            ~ sentences.journeys ~ "' end",
        'stalled_count': 'cast(nullif(stalled_count, 0) as ' ~ dbt.type_string() ~ ')',
        'money': whole_money,
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
    {%- for column in ['mean_days', 'best_days'] -%}
        {%- set tenths = 'cast(round(' ~ column ~ ', 1) as decimal(18, 1))' -%}
        {%- do texts.update({
            column: 'replace(cast(' ~ tenths ~ ' as ' ~ dbt.type_string() ~ "), '.', '"
                ~ sentences.point ~ "')"
        }) -%}
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
    || coalesce({{ filled.period }}, '')
    || coalesce({{ filled.converts }}, {{ filled.idle }})
    {%- for name in ['costs', 'lasts', 'stalled', 'loses', 'waits', 'fails', 'leaves'] %}
    || coalesce({{ filled[name] }}, '')
    {%- endfor %}
{%- endmacro %}
