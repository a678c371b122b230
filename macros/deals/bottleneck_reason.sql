{#- Sentences that say why a stage is a bottleneck, from the columns of
    `agg_bottlenecks`: how many go on and could, how long it takes, what holds them up.
    A sentence of which a number is null is left out. -#}
{% macro bottleneck_reason(language) -%}
    {%- set sentences = {
        'en': {
            'converts': 'Of 100 {subject} here {passed_share} go on; in the best quarter'
                ~ ' of segments and months {best_share} do.',
            'idle': 'Nothing has left this stage lately.',
            'lasts': ' It takes {mean_days} days on average, where it goes fast'
                ~ ' {best_days}.',
            'stalled': ' Stalled now: {stalled_count}.',
            'loses': ' Most often lost because: {loss_reason_en}.',
            'fails': ' Slow pages or errors met {dropped_trouble_share} % of those who'
                ~ ' left, and {passed_trouble_share} % of those who went on.',
            'deals': 'deals',
            'journeys': 'customers',
            'point': '.',
        },
        'ru': {
            'converts': 'Из 100 {subject} дальше проходит {passed_share}; в лучшей'
                ~ ' четверти сегментов и месяцев — {best_share}.',
            'idle': 'В последнее время с этого этапа никто не ушёл.',
            'lasts': ' Этап занимает в среднем {mean_days} дн., там, где идёт быстро,'
                ~ ' — {best_days} дн.',
            'stalled': ' Сейчас застряло: {stalled_count}.',
            'loses': ' Чаще всего теряем из-за: {loss_reason_ru}.',
            'fails': ' Медленные страницы или ошибки видели {dropped_trouble_share} %'
                ~ ' ушедших и {passed_trouble_share} % прошедших дальше.',
            'deals': 'сделок',
            'journeys': 'клиентов',
            'point': ',',
        },
    }[language] -%}
    {%- set texts = {
        'subject': "case subject when 'deals' then '" ~ sentences.deals ~ "' else '"
            ~ sentences.journeys ~ "' end",
        'stalled_count': 'cast(nullif(stalled_count, 0) as ' ~ dbt.type_string() ~ ')',
        'loss_reason_' ~ language: 'loss_reason_' ~ language,
    } -%}
    {%- for column in [
        'passed_share', 'best_share', 'dropped_trouble_share', 'passed_trouble_share',
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
    coalesce({{ filled.converts }}, {{ filled.idle }})
    || coalesce({{ filled.lasts }}, '')
    || coalesce({{ filled.stalled }}, '')
    || coalesce({{ filled.loses }}, '')
    || coalesce({{ filled.fails }}, '')
{%- endmacro %}
