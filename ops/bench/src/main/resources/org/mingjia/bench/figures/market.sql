-- Agencies that serve one county each and offer every item of market_item at a price: what so many registrations,
-- admissions and publications would leave, without their events. The owner's triggers rest, since each stands for one
-- act of one agency. Keys are built once at the end; references are put back for all later rows, as PostgreSQL proves
-- temporal ones row by row, and a million and a half of them for minutes.
create temporary table market_item as
select code, pricing_mode, rule_id, row_number() over (order by code) as number
  from (select i.code, i.pricing_mode,
               (select min(r.rule_id) from price_rule r
                 where r.item_code = i.code and r.tiers_known and r.adjust_min is null and r.valid @> market_today()
                   and not exists (select from price_rule_tier t
                                    where t.rule_id = r.rule_id and t.kind in ('range', 'open_floor'))) as rule_id
          from service_item i
         where i.valid @> market_today() and i.pricing_mode = 'market'
         order by i.code like 'S-GEN-%', i.code limit ${items}) listed;

alter table agency_region disable trigger user;
alter table agency_item disable trigger user;
alter table price_entry disable trigger user;

create temporary table put_back as
select conrelid::regclass::text as of_table, conname as name, contype as type, pg_get_constraintdef(oid) as definition
  from pg_constraint
 where contype in ('u', 'p', 'f') and (conrelid in ('agency_item'::regclass, 'price_entry'::regclass)
       or confrelid in ('agency_item'::regclass, 'price_entry'::regclass));
do $$
declare c put_back;
begin
    for c in select * from put_back order by type <> 'f' loop
        execute format('alter table %s drop constraint %I', c.of_table, c.name);
    end loop;
end $$;

insert into organisation (kind, uscc, name, region_code)
select 'legal_person', a.uscc, a.name, a.region_code from market_agency a;

analyze market_agency, market_item, organisation;

insert into agency (organisation_id, status, admitted_on, application, admitted, profile)
select o.id, 'published', market_today() - 30, '{}', '{}', '{}'
  from market_agency a join organisation o on o.uscc = a.uscc;

insert into agency_region (agency_id, region_code, valid)
select o.id, a.region_code, daterange(market_today() - 30, null)
  from market_agency a join organisation o on o.uscc = a.uscc;

insert into agency_item (agency_id, item_code, basis, requirement, valid)
select o.id, i.code, 'none_required', '', daterange(market_today() - 30, null)
  from market_agency a join organisation o on o.uscc = a.uscc cross join market_item i;

analyze agency_item;

-- A third by the piece, a third by tiers, the rest by unit, formula and factor where a rule has known amounts.
insert into price_entry (agency_id, item_code, region_code, form, amount_fen, unit, factor, rule_id, terms,
        pricing_mode, rule_status, factor_low, factor_high, agency_item_id, published_on, notice_days, valid, published_by)
select o.agency_id, o.item_code, o.region_code, o.form,
       case when o.form in ('fixed', 'unit') then 100000 + (o.chance * 7919) % 30000000 end,
       case when o.form = 'unit' then '个点位' end,
       case when o.form = 'factor' then 0.5 + (o.chance % 60) / 100.0 end,
       r.rule_id,
       case o.form
           when 'tiers' then jsonb_build_object('baseParameter', '总投资', 'baseUnit', '万元',
               'method', 'tiered_progressive', 'amountUnit', '万元', 'floorFen', 100000,
               'tiers', jsonb_build_array(
                   jsonb_build_object('lower', '0', 'upper', '100', 'kind', 'marginal_rate', 'rateOrAmount', '0.015'),
                   jsonb_build_object('lower', '100', 'upper', '1000', 'kind', 'marginal_rate', 'rateOrAmount',
                       '0.0' || (50 + o.chance % 50)),
                   jsonb_build_object('lower', '1000', 'kind', 'marginal_rate', 'rateOrAmount', '0.003')))
           when 'formula' then jsonb_build_object('fixedFen', 500000 + (o.chance % 100) * 10000,
               'rate', '0.002', 'baseParameter', '总投资', 'baseUnit', '万元') end,
       o.pricing_mode, r.status, r.factor_low, r.factor_high, o.agency_item_id,
       market_today() - 30, 0, daterange(market_today() - 30, null), 'ops/bench'
  from (select i.agency_id, i.item_code, i.id as agency_item_id, g.region_code, m.pricing_mode, m.rule_id, c.chance,
               case when c.chance % 6 < 2 then 'fixed' when c.chance % 6 < 4 then 'tiers'
                    when c.chance % 6 = 4 then 'unit'
                    when m.rule_id is null then 'formula' else 'factor' end as form
          from agency_item i
          join organisation g on g.id = i.agency_id
          join market_agency a on a.uscc = g.uscc
          join market_item m on m.code = i.item_code
         cross join lateral (select (a.number * 31 + m.number * 17)::bigint as chance) c) o
  left join price_rule r on r.rule_id = o.rule_id and r.valid @> market_today() and o.form = 'factor';

do $$
declare c put_back;
begin
    for c in select * from put_back order by type = 'f' loop
        execute format('alter table %s add constraint %I %s %s', c.of_table, c.name, c.definition,
            case when c.type = 'f' then 'not valid' end);
    end loop;
end $$;

alter table agency_region enable trigger user;
alter table agency_item enable trigger user;
alter table price_entry enable trigger user;
