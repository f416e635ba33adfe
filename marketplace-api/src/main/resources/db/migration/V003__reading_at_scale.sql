-- The keys of versions are GiST, which finds a code but cannot give an order, and costs about twice what
-- a B-tree does. Lists are ordered by code; facets of a list are counted exactly, from the index alone.
create index item_by_code on service_item (code);
create index act_by_code on administrative_act (code);
create index item_by_facet on service_item (category, payer, pricing_mode) include (valid);
drop index act_item_by_item;
create index act_item_by_item on act_item (item_code, act_code) include (valid);

-- After a large import the planner still believes the tables to be small, and every reader pays for that
-- until autovacuum comes by; so the import says at once what there is.
grant maintain on region, department, administrative_act, service_item, act_item, price_rule,
    price_rule_tier, synonym, calendar_day to mingjia_app;
