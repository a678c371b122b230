{{ funnel_rules(ref('funnels'), ref('funnel_steps')) }}
