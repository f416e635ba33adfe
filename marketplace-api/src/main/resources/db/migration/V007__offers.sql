-- 收费核对 What somebody was asked for, held against what was lawful and published on that day. A check
-- is kept as it was answered: its address is a permanent link, and whoever has not got it cannot guess it.
-- It says nothing of who asked.
create table charge_check (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null default now(),
    item_code text not null check (length(item_code) between 1 and 40),
    charged_on date not null check (isfinite(charged_on)),
    amount_fen bigint not null check (amount_fen between 1 and 9999999999999),
    payer text not null check (payer in ('enterprise', 'government')),
    verdict text not null check (verdict in ('within', 'above-published-price', 'outside-lawful-interval',
        'nothing-may-be-charged', 'not-on-the-list', 'no-published-price', 'not-computable')),
    -- the whole answer, as it was given
    body jsonb not null check (jsonb_typeof(body) = 'object'),
    constraint no_charge_in_the_future check (charged_on <= (at at time zone 'Asia/Shanghai')::date)
);

create function refuse_changing_a_check() returns trigger language plpgsql as $$
begin
    raise exception 'a charge check is never changed' using errcode = '23514',
        constraint = 'charge_check_is_kept_as_answered', table = 'charge_check';
end $$;
create trigger charge_check_is_kept_as_answered before update or delete or truncate on charge_check
    for each statement execute function refuse_changing_a_check();

grant select, insert on charge_check to mingjia_app;
