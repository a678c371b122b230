-- A row is a calendar whose hours are told in several time zones, or in an unknown one.
{{ time_zone_problems(ref('business_hours')) }}
