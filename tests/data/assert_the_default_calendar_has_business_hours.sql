-- A row is the default calendar, for which `business_hours` has no row.
{{ default_calendar_problems(ref('business_hours')) }}
