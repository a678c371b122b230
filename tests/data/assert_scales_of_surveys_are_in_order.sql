-- A row is an instrument with answers that are good and bad at once, or off its scale.
{{ survey_scale_problems(ref('survey_types')) }}
