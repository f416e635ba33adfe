-- A year of every agency of market_agency: ten contracts each that were accepted in it, seven of them evaluated, three items
-- of which two have a price. What so many awards, signatures, deliveries and evaluations would leave, without their events.
-- The owner's triggers rest; references are put back for all later rows.
create temporary table market_item as
select code, name, payer, pricing_mode, row_number() over (order by code) - 1 as number
  from (select i.code, i.name, i.payer, i.pricing_mode from service_item i
         where i.valid @> market_today() and i.pricing_mode = 'market' order by i.code like 'S-GEN-%', i.code limit 30) listed;

alter table agency_item disable trigger user;
alter table price_entry disable trigger user;
alter table contract disable trigger user;
alter table evaluation disable trigger user;
alter table conduct_finding disable trigger user;

create temporary table put_back as
select conrelid::regclass::text as of_table, conname as name, contype as type, pg_get_constraintdef(oid) as definition
  from pg_constraint
 where contype in ('u', 'p', 'f') and (conrelid in ('agency_item'::regclass, 'price_entry'::regclass)
       or confrelid in ('agency_item'::regclass, 'price_entry'::regclass))
    or contype = 'f' and conrelid in ('contract'::regclass, 'evaluation'::regclass);
do $$
declare c put_back;
begin
    for c in select * from put_back order by type <> 'f' loop
        execute format('alter table %s drop constraint %I', c.of_table, c.name);
    end loop;
end $$;

insert into organisation (kind, uscc, name, region_code)
select 'legal_person', a.uscc, a.name, a.region_code from market_agency a;
create temporary table rated as
select o.id, a.number, a.region_code from market_agency a join organisation o on o.uscc = a.uscc;
analyze rated, market_item;

insert into agency (organisation_id, status, admitted_on, application, admitted, profile)
select id, 'published', date '2019-01-01' + number % 2600, '{}', '{}', '{}' from rated;

insert into agency_item (agency_id, item_code, basis, requirement, valid)
select r.id, i.code, 'none_required', '', daterange('2020-01-01', null)
  from rated r cross join generate_series(0, 2) n join market_item i on i.number = (r.number + n) % 30;
analyze agency_item;

insert into price_entry (agency_id, item_code, region_code, form, amount_fen, pricing_mode, agency_item_id, published_on,
        notice_days, valid, published_by)
select o.agency_id, o.item_code, r.region_code, 'fixed', 500000, i.pricing_mode, o.id, '2020-01-01', 0,
       daterange('2020-01-01', null), 'ops/bench'
  from agency_item o join rated r on r.id = o.agency_id join market_item i on i.code = o.item_code
 where i.number <> r.number % 30;

insert into contract (number, award_id, request_id, lot_no, bid_id, agency_id, owner_id, region_code, act_code, item_code,
        item_name, payer, pricing_mode, award_fen, amount_fen, bound_fen, sign_days, file_days, accept_days, evaluate_days,
        reply_days, status, awarded_on, signed_at, signed_on, price_entry_id, price_fen, filed_at, deliver_by, delivery_no,
        delivered_on, accepted_at, accepted_on, accepted_by_silence, document_no)
select 'HT-' || r.region_code || '-20250101-' || lpad((r.number * 10 + n)::text, 8, '0') || '-1', gen_random_uuid(),
       gen_random_uuid(), 1, gen_random_uuid(), r.id, gen_random_uuid(), r.region_code, 'A-GEN', i.code, i.name, i.payer,
       i.pricing_mode, 500000, 500000, 500000, 10, 5, 10, 15, 5, 'accepted', '2025-01-02', '2025-01-03', '2025-01-03',
       gen_random_uuid(), 500000, '2025-01-04', date '2025-03-01' + (c.chance % 200)::int, 1,
       date '2025-03-01' + (c.chance % 200)::int + (c.chance % 11)::int - 9, '2025-11-03',
       date '2025-04-01' + (c.chance % 240)::int, false, 1
  from rated r cross join generate_series(0, 9) n
 cross join lateral (select (r.number::bigint * 7919 + n * 104729) % 1000003 as chance) c
  join market_item i on i.number = (r.number + n % 3) % 30;

insert into evaluation (contract_id, owner_id, agency_id, quality, timeliness, attitude, charging, by)
select c.id, c.owner_id, c.agency_id, 1 + h % 5, 1 + h / 5 % 5, 2 + h / 25 % 4, 3 + h / 100 % 3, 'ops/bench'
  from contract c cross join lateral (select abs(hashtext(c.number)) as h) x
 where c.act_code = 'A-GEN' and h % 10 < 7;

insert into conduct_finding (agency_id, kind, found_on, ground, by)
select id, case number % 3 when 0 then 'complaint_upheld' when 1 then 'refused_to_sign' else 'price_violation' end,
       date '2025-01-01' + number % 365, '经查属实', 'ops/bench'
  from rated where number % 20 = 0;

do $$
declare c put_back;
begin
    for c in select * from put_back order by type = 'f' loop
        execute format('alter table %s add constraint %I %s %s', c.of_table, c.name, c.definition,
            case when c.type = 'f' then 'not valid' end);
    end loop;
end $$;

alter table agency_item enable trigger user;
alter table price_entry enable trigger user;
alter table contract enable trigger user;
alter table evaluation enable trigger user;
alter table conduct_finding enable trigger user;
analyze organisation, agency, agency_item, price_entry, contract, evaluation, conduct_finding;
