-- 退回的价目表 The files of a refused attempt are kept for a time; those of a published list for good.
create function keep_files_of_published_lists() returns trigger language plpgsql as $$
begin
    if (select outcome from price_import where id = old.import_id) <> 'refused' then
        raise exception 'the files of a published price list are kept' using errcode = 'restrict_violation';
    end if;
    return old;
end $$;
create trigger keep_files_of_published_lists before delete on price_import_file
    for each row execute function keep_files_of_published_lists();

create index price_import_refused_by_age on price_import (at) where outcome = 'refused';

grant delete on price_import_file to mingjia_app;
