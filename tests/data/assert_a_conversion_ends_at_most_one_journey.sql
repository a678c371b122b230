-- A row is a conversion that ends several journeys.
select conversion_id
from {{ ref('fct_journeys') }}
where conversion_id is not null
group by conversion_id
having count(*) > 1
