package org.mingjia;

/** Slices with tables, and the platform: those that speak SQL. */
final class SqlSlices {

    static final String[] ALL = {
        "org.mingjia.platform..",
        "org.mingjia.web..",
        "org.mingjia.identity..",
        "org.mingjia.signin..",
        "org.mingjia.files..",
        "org.mingjia.admission..",
        "org.mingjia.agency..",
        "org.mingjia.pricing..",
        "org.mingjia.tasks..",
        "org.mingjia.offers..",
        "org.mingjia.charges..",
        "org.mingjia.sealing..",
        "org.mingjia.bidding..",
        "org.mingjia.biddocs..",
        "org.mingjia.register..",
        "org.mingjia.quotes..",
        "org.mingjia.intake..",
        "org.mingjia.timers..",
        "org.mingjia.tender..",
        "org.mingjia.notices..",
        "org.mingjia.contract..",
        "org.mingjia.contractpdf..",
        "org.mingjia.fees..",
        "org.mingjia.delivery..",
        "org.mingjia.evaluation..",
        "org.mingjia.rating..",
        "org.mingjia.supervision..",
        "org.mingjia.matching..",
        "org.mingjia.inbox..",
        "org.mingjia.award..",
        "org.mingjia.stuck..",
        "org.mingjia.objections..",
        "org.mingjia.indexing..",
        "org.mingjia.discovery.."
    };

    private SqlSlices() {}
}
