-- A row is an instrument with answers that are good and bad at once, or off its scale.
select survey_type
from {{ ref('survey_types') }}
where not (
    min_score <= negative_to
    and negative_to < positive_from
    and positive_from <= max_score
)
