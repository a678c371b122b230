-- A row is an opening or closing that is no time of day, as `HH:MM`.
{{ time_of_day_problems(ref('business_hours')) }}
