-- 面议 is no price: that tiers and formulas can be computed is checked by the database, too, whoever writes them. What
-- a base comes to, and that tiers join without gaps, is the catalogue's to check; here nothing may be missing.

create function is_decimal(text) returns boolean
    language sql immutable
    return coalesce($1 ~ '^[0-9]{1,20}(\.[0-9]{1,12})?$', false);

create function is_fen(text) returns boolean
    language sql immutable
    return coalesce($1 ~ '^[0-9]{1,13}$', false);

-- One price for each base: a rate, an amount, or two ends between which is interpolated; no interval, no 不低于.
create function tier_has_one_price(tier jsonb) returns boolean
    language sql immutable
    return (tier ->> 'lower' is null or is_decimal(tier ->> 'lower'))
       and (tier ->> 'upper' is null or is_decimal(tier ->> 'upper'))
       and case
           when tier ->> 'kind' = 'interp' then is_decimal(tier ->> 'low') and is_decimal(tier ->> 'high')
           when tier ->> 'kind' in ('flat_rate', 'marginal_rate') and tier ->> 'rateOrAmount' is not null
               then is_decimal(tier ->> 'rateOrAmount')
           when tier ->> 'kind' in ('marginal_rate', 'range') and is_decimal(tier ->> 'low')
                and is_decimal(tier ->> 'high') then (tier ->> 'low')::numeric = (tier ->> 'high')::numeric
           else false end;

create function terms_can_be_computed(form text, terms jsonb) returns boolean
    language sql immutable
    return case
        when form not in ('tiers', 'formula') then true
        when terms is null or jsonb_typeof(terms) <> 'object'
             or not (terms ->> 'floorFen' is null or is_fen(terms ->> 'floorFen'))
             or not (terms ->> 'capFen' is null or is_fen(terms ->> 'capFen')) then false
        when (terms ->> 'floorFen')::bigint > (terms ->> 'capFen')::bigint then false
        when form = 'tiers' then
            coalesce(length(terms ->> 'baseParameter') > 0 and length(terms ->> 'baseUnit') > 0
                and terms ->> 'method' in ('tiered_progressive', 'tiered_flat_interpolated', 'percentage')
                and terms ->> 'amountUnit' in ('万元', '元')
                and jsonb_typeof(terms -> 'tiers') = 'array' and terms -> 'tiers' <> '[]'::jsonb, false)
            and not exists (select from jsonb_path_query(terms, '$.tiers[*]') tier where not tier_has_one_price(tier))
        else
            (terms ->> 'fixedFen' is null or is_fen(terms ->> 'fixedFen'))
            and (terms ->> 'perUnitFen' is null
                 or (is_fen(terms ->> 'perUnitFen') and length(coalesce(terms ->> 'unit', '')) > 0))
            and (terms ->> 'rate' is null
                 or (is_decimal(terms ->> 'rate') and length(coalesce(terms ->> 'baseParameter', '')) > 0
                     and length(coalesce(terms ->> 'baseUnit', '')) > 0))
            -- something is left to pay
            and coalesce(terms ->> 'fixedFen', '') || coalesce(terms ->> 'perUnitFen', '')
                || coalesce(terms ->> 'rate', '') ~ '[1-9]'
        end;

alter table price_entry
    add constraint price_terms_can_be_computed check (terms_can_be_computed(form, terms));
