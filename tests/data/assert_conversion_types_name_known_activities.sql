-- A row is a conversion that can never happen: no rule names its activity.
{{ config(meta={'dagster': {'ref': {'name': 'conversion_types'}}}) }}

{{ conversion_problems(
    ref('conversion_types'), ref('activities'), ref('touchpoint_types'), ref('deal_stages')
) }}
