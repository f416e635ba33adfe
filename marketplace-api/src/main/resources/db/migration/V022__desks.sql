-- 承办分工 Who serves a desk is said by the operator. What is taken back is deleted here and stays in the log.
alter table complaint_desk
    add column id uuid not null default uuidv7() unique,
    add column by text not null default 'market',
    add column at timestamptz not null default clock_timestamp();

create function keep_complaint_desk() returns trigger language plpgsql as $$
begin
    if not exists (select from department d
            where d.code = new.department_code and d.valid @> market_today()
              and region_covers(d.region_code, new.region_code)) then
        raise exception 'a desk is served by a department of the place'
            using errcode = '23514', constraint = 'desk_is_served_from_its_place';
    end if;
    if not exists (select from region r where r.code = new.region_code and r.valid @> market_today()) then
        raise exception 'no such region' using errcode = '23514', constraint = 'desk_is_of_a_region';
    end if;
    return new;
end $$;
create trigger keep_complaint_desk before insert or update on complaint_desk
    for each row execute function keep_complaint_desk();

grant insert (desk, region_code, department_code, by), delete on complaint_desk to mingjia_app;
