package org.mingjia.pricing;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.sheets.SheetWriter;
import org.mingjia.web.Answers;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An agency's price list as the table that can be imported again: what is open, or what is prepared
 * while the agency is not admitted. Sent back as it is, it changes nothing. A price that holds
 * already names no first day, so that a changed cell means a new price from the earliest day.
 */
@Component
final class PriceExport {

    private static final String ROWS =
            """
            with admitted as (select exists (select from agency
                where organisation_id = {0} and admitted_on is not null) as so)
            select item_code, region_code, form, (amount_fen / 100.0)::numeric(20, 2)::text, unit,
                   trim_scale(factor)::text, rule_id, terms::text,
                   case when lower(valid) > market_today() then lower(valid)::text end
              from admitted, price_entry
             where so and agency_id = {0} and withdrawn_at is null and upper_inf(valid)
            union all
            select item_code, region_code, body ->> 'form', body ->> 'amount', body ->> 'unit',
                   body ->> 'factor', body ->> 'ruleId', (body -> 'terms')::text, body ->> 'validFrom'
              from admitted, price_draft
             where not so and agency_id = {0}
             order by 1, 2
            """;

    private static final Set<String> NUMBERS = Set.of("amount");

    /** Two rows that show how the table is filled in. */
    private static final List<List<String>> TEMPLATE =
            List.of(
                    PriceSheet.COLUMNS,
                    List.of("S-HJ-001", "433100", "fixed", "166000.00", "", "", "", "", ""),
                    List.of(
                            "S-HJ-002",
                            "433101",
                            "factor",
                            "",
                            "",
                            "1.10",
                            "R-EIA-FORM-2011",
                            "",
                            ""));

    private final Transactor transactor;

    PriceExport(Transactor transactor) {
        this.transactor = transactor;
    }

    /** The forms in which a price list travels. */
    enum Form {
        CSV,
        XLSX;

        static Form of(String format) {
            return format.equals("xlsx") ? XLSX : CSV;
        }
    }

    /** The actor's own list. */
    Mono<ResponseEntity<byte[]>> own(Actor actor, Form form) {
        return transactor
                .many(db -> db.resultQuery(ROWS, val(actor.organisation())))
                .map(PriceExport::cells)
                .collectList()
                .flatMap(rows -> {
                    var table = new ArrayList<List<@Nullable String>>();
                    table.add(new ArrayList<>(PriceSheet.COLUMNS));
                    table.addAll(rows);
                    return table(table, form);
                });
    }

    /** An example. */
    Mono<ResponseEntity<byte[]>> template(Form form) {
        var table = new ArrayList<List<@Nullable String>>();
        TEMPLATE.forEach(row -> table.add(new ArrayList<>(row)));
        return table(table, form);
    }

    private static List<@Nullable String> cells(Record row) {
        var cells = new ArrayList<@Nullable String>(row.size());
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.get(i, String.class));
        }
        return cells;
    }

    private static Mono<ResponseEntity<byte[]>> table(
            List<List<@Nullable String>> rows, Form form) {
        return Mono.fromCallable(() ->
                        switch (form) {
                            case CSV -> Answers.csv(neutral(rows), "price-list");
                            case XLSX -> workbook(rows);
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static List<List<@Nullable String>> neutral(List<List<@Nullable String>> rows) {
        var neutral = new ArrayList<List<@Nullable String>>();
        for (List<@Nullable String> row : rows) {
            var cells = new ArrayList<@Nullable String>();
            for (String cell : row) {
                cells.add(cell == null ? null : Answers.neutral(cell));
            }
            neutral.add(cells);
        }
        return neutral;
    }

    private static ResponseEntity<byte[]> workbook(List<List<@Nullable String>> rows) {
        return ResponseEntity.ok()
                .contentType(SheetWriter.MEDIA_TYPE)
                .headers(Answers.attachment("price-list.xlsx"))
                .body(SheetWriter.xlsx("价目表", rows, NUMBERS));
    }
}
