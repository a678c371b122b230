-- A row is an event whose number is not its place in the log of its customer.
select
    customer_id,
    event_id,
    event_number
from {{ ref('fct_customer_events') }}
where customer_id is not null
qualify
    row_number() over (
        partition by customer_id
        order by event_number, event_id
    ) != event_number
