{#- The words of `bottleneck_reason`, by language. Names stand behind a colon or in quotation
    marks, so that Russian needs no case of them. -#}
{% macro bottleneck_sentences(language) -%}
    {{ return({
        'en': {
            'place': '{stage_en}',
            'period': ', {first_month} to {last_month}',
            'converts': ': of 100 {subject} {passed_share} go on; in the best quarter of'
                ~ ' segments and months {best_share} do.',
            'idle': ': nothing old enough to be judged has left this stage.',
            'costs': ' Lost value: about {money} {currency}.',
            'lasts': ' It takes {mean_days} on average, {best_days} where it goes fast.',
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
            'journeys': 'customers',
            'comma': ',',
        },
        'ru': {
            'place': '{stage_ru}',
            'period': ', {first_month} — {last_month}',
            'converts': ': из 100 {subject} дальше проходит {passed_share}, в лучшей'
                ~ ' четверти сегментов и месяцев — {best_share}.',
            'idle': ': завершённых прохождений, по которым можно судить, пока нет.',
            'costs': ' Недополученная сумма: около {money} {currency}.',
            'lasts': ' В среднем этап длится {mean_days}, при лучшем темпе — {best_days}.',
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
            'journeys': 'клиентов',
            'comma': '\u00a0',
        },
    }[language]) }}
{%- endmacro %}
