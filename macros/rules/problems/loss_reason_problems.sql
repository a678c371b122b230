{#- Query for a sentence for each reason whose spellings disagree on one of its names, and
    for two reasons that a person would take for one: each would count for itself. -#}
{% macro loss_reason_problems(loss_reasons) -%}
    {{ disagreement_problems(
        loss_reasons, 'loss_reasons', 'loss_reason', 'lost_reason',
        ['name_en', 'name_ru'],
    ) }}
    union all
    select
        'seeds/loss_reasons.csv, loss_reason ' || max(loss_reason)
        || ': differs from the loss_reason ' || min(loss_reason) || ' in capitals, blanks'
        || ' or the Unicode form of a letter alone; write both alike' as problem
    from {{ loss_reasons }}
    group by {{ folded_name('loss_reason') }}
    having count(distinct loss_reason) > 1
{%- endmacro %}
