{#- The words of `bottleneck_reason`, by language. Names stand behind a colon or in quotation
    marks, so that Russian needs no case of them. Pipelines and teams have no names in a
    language: they are called as the rules call them. -#}
{% macro bottleneck_sentences(language) -%}
    {{ return({
        'en': {
            'place': '{stage_en}',
            'pipeline': ' (pipeline {pipeline})',
            'period': ', {first_month} to {last_month}',
            'month': ', {first_month}',
            'converts': ': of 100 {subject} {passed_share} go on; in the best quarter of'
                ~ ' segments and months {best_share} do.',
            'steady': ': of 100 {subject} {passed_share} go on; in the best quarter of'
                ~ ' segments and months about as many do.',
            'unmatched': ': of 100 {subject} {passed_share} go on; the best quarter of'
                ~ ' segments and months does no better.',
            'idle': ': nothing that came here is old enough to be judged.',
            'costs': ' Lost value: about {money} {currency}.',
            'unvalued': ' What that costs is unknown: nothing that went on has a known'
                ~ ' value yet.',
            'lasts': ' It takes {mean_days} on average, {best_days} where it goes fast.',
            'takes': ' It takes {mean_days} on average.',
            'limits': ' Limit: {limit_days}.',
            'stalled': ' Stalled now: {stalled_count}.',
            'answers': ' Responsible: {owner}.',
            'loses': ' Main reason for losses: {loss_reason_en}'
                ~ ' ({loss_reason_share} %).',
            'waits': ' Of the time, {waited_share} % goes into: {task_en}.',
            'fails': ' Slow pages and errors: {dropped_trouble_share} % of the pages of'
                ~ ' those who left, {passed_trouble_share} % of those who went on.',
            'leaves': ' Most frequent last step before leaving: {last_step_en}'
                ~ ' ({last_step_share} %).',
            'deals': 'deals',
            'journeys': 'journeys',
            'comma': ',',
        },
        'ru': {
            'place': '{stage_ru}',
            'pipeline': ' (воронка продаж «{pipeline}»)',
            'period': ', {first_month} — {last_month}',
            'month': ', {first_month}',
            'converts': ': из 100 {subject} дальше проходит {passed_share}, в лучшей'
                ~ ' четверти сегментов и месяцев — {best_share}.',
            'steady': ': из 100 {subject} дальше проходит {passed_share}, в лучшей четверти'
                ~ ' сегментов и месяцев — примерно столько же.',
            'unmatched': ': из 100 {subject} дальше проходит {passed_share}; в лучшей'
                ~ ' четверти сегментов и месяцев — не больше.',
            'idle': ': прохождений, по которым уже можно судить, пока нет.',
            'costs': ' Недополученная сумма: около {money} {currency}.',
            'unvalued': ' Во что это обходится, неизвестно: у прошедших дальше пока нет'
                ~ ' известной суммы.',
            'lasts': ' В среднем этап длится {mean_days}, при лучшем темпе — {best_days}.',
            'takes': ' В среднем этап длится {mean_days}.',
            'limits': ' Предельный срок: {limit_days}.',
            'stalled': ' Сейчас застряло: {stalled_count}.',
            'answers': ' Отвечает: «{owner}».',
            'loses': ' Главная причина потерь: «{loss_reason_ru}»'
                ~ ' ({loss_reason_share} %).',
            'waits': ' Больше всего времени уходит на задачи «{task_ru}»:'
                ~ ' {waited_share} %.',
            'fails': ' Медленные страницы и ошибки: {dropped_trouble_share} % страниц у'
                ~ ' ушедших, {passed_trouble_share} % — у прошедших дальше.',
            'leaves': ' Самый частый последний шаг перед уходом: «{last_step_ru}»'
                ~ ' ({last_step_share} %).',
            'deals': 'сделок',
            'journeys': 'путей',
            'comma': '\u00a0',
        },
    }[language]) }}
{%- endmacro %}
