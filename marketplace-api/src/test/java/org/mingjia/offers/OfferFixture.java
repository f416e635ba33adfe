package org.mingjia.offers;

import java.sql.SQLException;
import org.mingjia.People;
import org.mingjia.Scratch;

/** Agencies and prices as the database's owner writes them, under every constraint. */
public final class OfferFixture {

    private OfferFixture() {}

    /** An agency that serves the place and offers the item from today on; its code. */
    public static String agency(String name, String region, String item) {
        String uscc = People.uscc();
        run(
                """
                with o as (insert into organisation (kind, uscc, name, region_code)
                           values ('legal_person', '%1$s', '%2$s', '433101') returning id),
                     a as (insert into agency (organisation_id, status, profile, admitted, admitted_on)
                           select id, 'published', '{}', '{}', market_today() from o returning organisation_id),
                     r as (insert into agency_region (agency_id, region_code, valid)
                           select organisation_id, '%3$s', daterange(market_today(), null) from a)
                insert into agency_item (agency_id, item_code, basis, requirement, valid)
                select organisation_id, '%4$s', 'none_required', '无', daterange(market_today(), null) from a
                """
                        .formatted(uscc, name, region, item));
        run(
                "insert into event (actor, kind, entity_type, entity_code, public_body) values ('operator', 'agency.admitted', 'agency', '%s', '{}')"
                        .formatted(uscc));
        return uscc;
    }

    public static void fixed(String uscc, String item, String region, long fen) {
        price(uscc, item, region, "'fixed'", "amount_fen", Long.toString(fen));
    }

    static void factor(String uscc, String item, String region, String rule, String factor) {
        price(uscc, item, region, "'factor'", "rule_id, factor", "'" + rule + "', " + factor);
    }

    private static void price(
            String uscc, String item, String region, String form, String columns, String values) {
        run(
                """
                insert into price_entry (agency_id, item_code, region_code, form, %5$s, valid, published_by)
                select id, '%2$s', '%3$s', %4$s, %6$s,
                       daterange(market_today() + case when exists (select from price_entry p where p.agency_id = o.id
                           and p.item_code = '%2$s') then 7 else 0 end, null), 'a test'
                  from organisation o where uscc = '%1$s'
                """
                        .formatted(uscc, item, region, form, columns, values));
    }

    static void suspend(String uscc) {
        run(
                "insert into sanction (agency_id, kind, ground, valid, decided_by) select id, 'suspension', '检查不合格', daterange(market_today(), market_today() + 30), 'operator' from organisation where uscc = '%s'"
                        .formatted(uscc));
        run(
                "insert into event (actor, kind, entity_type, entity_code, public_body) values ('operator', 'agency.sanctioned', 'agency', '%s', '{}')"
                        .formatted(uscc));
    }

    public static void run(String sql) {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
