-- A lot as one agency finds it, and whether that agency may bid. At a deadline this is read for every bid, and
-- planning it anew for each one cost three to ten times what running it costs: here the plan is made once for
-- each connection. Every row is found by a key: no plan for particular values would be a better one, and no join that
-- reads a whole table.
create function lot_for_bidder(request uuid, lot smallint, bidder uuid, listed uuid[])
    returns table (request_id uuid, id uuid, number text, lot_no integer, title text, item_code text, published_on date,
        parameters text, budget_fen bigint, lawful_max_fen bigint, lawful_rule_id text, floor_fen bigint, ceiling_fen bigint,
        closes_at timestamptz, now timestamptz, open boolean, public_key text, seed_commitment text,
        agency_id uuid, uscc text, agency_name text, eligibility text, people text)
    language sql volatile
    set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off
begin atomic
    select r.id, l.id, r.number, l.lot_no::integer, r.title, l.item_code, l.published_on, l.parameters::text,
           l.budget_fen, l.lawful_max_fen, l.lawful_rule_id, l.floor_fen, l.ceiling_fen, r.closes_at,
           clock_timestamp(), r.status = 'published' and clock_timestamp() < r.closes_at,
           encode(k.public_key, 'hex'), encode(k.seed_commitment, 'hex'), g.id, g.uscc, g.name,
           (select jsonb_build_object('itemProblem', e.item_problem, 'serves', e.serves, 'priceId', e.price_id,
                   'papersMissing', e.papers_missing, 'peopleMissing', e.people_missing,
                   'conflicts', e.conflicts, 'named', e.named)
              from lot_eligibility(l.id, market_today(), g.id) e)::text,
           (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
                   'certificate', p.certificate_kind) order by p.name, p.id), '[]')
              from practitioner p
             where p.agency_id = g.id and (listed is null or p.id = any(listed)) and p.valid @> market_today())::text
      from service_request r
      join request_lot l on l.request_id = r.id and l.lot_no = lot_for_bidder.lot
      join opening_key k on k.request_id = r.id
      join organisation g on g.id = bidder
     where r.published_at is not null and r.id = lot_for_bidder.request;
end;
