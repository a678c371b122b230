{{ funnel_attempts(ref('int_funnel_rules')) }}
