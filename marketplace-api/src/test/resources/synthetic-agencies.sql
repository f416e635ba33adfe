-- ${agencies} agencies in eight counties, as so many admissions and publications would leave them, without their events:
-- most offer ${item} at a price, some have no price, have left, lack papers or people, or are the owner's own.
-- The owner's triggers rest, since each stands for one act of one agency.
create temporary table synthetic on commit drop as
select n, '91430100' || lpad(n::text, 8, '0') as body from generate_series(1, ${agencies}) n;
alter table synthetic add uscc text, add id uuid default gen_random_uuid(), add region text;
update synthetic s
   set uscc = body || (select substr('0123456789X', ((11 - sum(w * substr(s.body, 8 + i::int, 1)::int) % 11) % 11)::int + 1, 1)
                         from unnest(array[3, 7, 9, 10, 5, 8, 4, 2]) with ordinality as weights (w, i)),
       region = (array['433101', '433122', '433123', '433124', '433125', '433126', '433127', '433130'])[s.n % 8 + 1];
update synthetic s
   set uscc = uscc || (select substr('0123456789ABCDEFGHJKLMNPQRTUWXY', ((31 - sum(w * (position(substr(s.uscc, i::int, 1)
                               in '0123456789ABCDEFGHJKLMNPQRTUWXY') - 1)) % 31) % 31)::int + 1, 1)
                         from unnest(array[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
                              with ordinality as weights (w, i));

alter table agency_region disable trigger user;
alter table agency_item disable trigger user;
alter table sanction disable trigger user;
alter table price_entry disable trigger user;

insert into organisation (id, kind, uscc, name, region_code)
select id, 'legal_person', uscc, '虚构第' || n || '工程咨询有限公司', region from synthetic;
insert into agency (organisation_id, status, admitted_on, application, admitted, profile)
select id, 'published', market_today() - 30, '{}', '{}', '{}' from synthetic;
insert into agency_region (agency_id, region_code, valid)
select id, case when n % 50 = 0 then '433100' when n % 51 = 0 then '430000' else region end,
       daterange(market_today() - 30, null) from synthetic;
insert into qualification (agency_id, kind, level, number, valid)
select s.id, k.code, k.levels[1 + s.n % greatest(cardinality(k.levels), 1)], 'SYN-' || s.n,
       daterange(market_today() - 30, case when s.n % 11 = 0 then market_today() else market_today() + 300 end)
  from synthetic s join (select code, levels, row_number() over (order by code) as k from qualification_kind) k
    on (s.n + k.k) % 3 = 0 and k.k <= 4;
insert into practitioner (agency_id, name, certificate_kind, certificate_number, valid)
select id, '虚构人员' || p, '注册工程师', 'SYN-' || n || '-' || p, daterange(market_today() - 30, null)
  from synthetic, generate_series(1, n % 5) p;
insert into affiliate (agency_id, kind, name) select id, 'parent', '${owner}' from synthetic where n % 97 = 0;
insert into sanction (agency_id, kind, ground, valid, decided_by)
select id, case when n % 2 = 0 then 'suspension' else 'warning' end, '虚构', daterange(market_today() - 3, market_today() + 30),
       'a test' from synthetic where n % 89 < 2;
insert into agency_item (agency_id, item_code, basis, requirement, valid)
select id, '${item}', 'none_required', '',
       daterange(market_today() - 30, case when n % 31 = 0 then market_today() when n % 33 = 0 then market_today() + 9 end)
  from synthetic;
insert into price_entry (agency_id, item_code, region_code, form, amount_fen, pricing_mode, agency_item_id, published_on,
        notice_days, valid, published_by)
select s.id, '${item}', case when s.n % 9 = 0 then '433100' else s.region end, 'fixed', 100000 + s.n, 'market', i.id,
       market_today() - 30, 0, daterange(market_today() - 30, null), 'a test'
  from synthetic s join agency_item i on i.agency_id = s.id and i.item_code = '${item}'
 where s.n % 13 <> 0;

set constraints all immediate;
alter table agency_region enable trigger user;
alter table agency_item enable trigger user;
alter table sanction enable trigger user;
alter table price_entry enable trigger user;
