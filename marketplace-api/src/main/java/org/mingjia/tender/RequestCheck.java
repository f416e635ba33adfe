package org.mingjia.tender;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.RegionPath;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.selection.Method;
import org.mingjia.tender.Facts.ListedItem;

/** Whether a request can be published as it stands, and what follows from it. Pure. */
final class RequestCheck {
    private static final ZoneOffset MARKET = ZoneOffset.ofHours(8);
    private static final long MOST_FEN = 9_999_999_999_999L;
    private static final int MOST_LOTS = 20;
    private static final int MOST_AVOIDED = 50;
    private static final int MOST_FILES = 20;
    private static final int FARTHEST_DAYS = 366;

    private final FieldChecks checks = new FieldChecks();
    private final RequestBody body;
    private final Facts facts;

    private RequestCheck(RequestBody body, Facts facts) {
        this.body = body;
        this.facts = facts;
    }

    /**
     * What the calendar says.
     *
     * @param closesFrom the first day on which it may close; today where there is no notice period
     * @param closingDayWorks whether the day on which it closes is a working day
     * @param yearMissing a year that was asked for and is not loaded; then the two say nothing
     */
    record Days(LocalDate closesFrom, boolean closingDayWorks, @Nullable Integer yearMissing) {}

    /**
     * What came of it.
     *
     * @param errors empty when it can be published
     * @param ceilings one for each lot
     * @param method null when it was refused
     * @param closesNotBefore the first instant at which it may close, were it published now
     */
    record Judged(
            List<FieldError> errors,
            List<Ceiling> ceilings,
            @Nullable Method method,
            OffsetDateTime closesNotBefore) {}

    /** Judges a request on the day of the facts. */
    static Judged judge(RequestBody body, Facts facts, Days days) {
        return new RequestCheck(body, facts).judge(days);
    }

    private Judged judge(Days days) {
        texts();
        place();
        var ceilings = lots();
        Method method = method();
        asked();
        avoided();
        attached();
        OffsetDateTime earliest =
                days.closesFrom().equals(facts.today())
                        ? facts.now()
                        : days.closesFrom().atStartOfDay().atOffset(MARKET);
        closing(earliest, days);
        return new Judged(checks.errors(), ceilings, method, earliest);
    }

    private void texts() {
        checks.text("#/title", "标题", body.title(), 4, 200);
        checks.text("#/projectName", "项目名称", body.projectName(), 2, 200);
        checks.text("#/projectScale", "项目规模", body.projectScale(), 0, 500);
        checks.prose("#/description", "服务内容与要求", oneLine(body.description()), 10, 4000);
        String code = body.projectCode();
        if (code != null && !code.isBlank()) {
            checks.require(
                    code.matches("[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}"),
                    "#/projectCode",
                    "project-code",
                    "投资项目代码应形如 2611-433101-04-01-123456（GB/T 40058），没有的可不填");
        }
    }

    /** Lines are allowed in it; the check of the other characters is the same. */
    private static @Nullable String oneLine(@Nullable String text) {
        return text == null ? null : text.replaceAll("[\r\n\t]", " ");
    }

    private void place() {
        checks.require(
                facts.regionName() != null, "#/regionCode", "unknown-region", "请选择项目所在地（六位行政区划代码）");
        checks.require(
                facts.actName() != null, "#/actCode", "not-on-the-list", "请选择需要本服务的行政事项；清单之外无服务");
        String funds = body.funds();
        checks.require(
                funds != null && funds.matches(TenderTerms.FUNDS),
                "#/funds",
                "one-of",
                "请说明资金来源：财政性资金或社会资金");
    }

    private List<Ceiling> lots() {
        checks.require(!body.lots().isEmpty(), "#/lots", "required", "请选择至少一个中介服务事项");
        checks.require(
                body.lots().size() <= MOST_LOTS, "#/lots", "too-many", "不超过 " + MOST_LOTS + " 个标段");
        var ceilings = new ArrayList<Ceiling>();
        var seen = new HashSet<String>();
        for (int i = 0; i < Math.min(MOST_LOTS, body.lots().size()); i++) {
            var lot = body.lots().get(i);
            String at = "#/lots/" + i;
            if (lot.itemCode() != null && !seen.add(lot.itemCode())) {
                checks.refuse(at + "/itemCode", "twice", "同一事项只能有一个标段");
            }
            ceilings.add(lot(lot, at));
        }
        return ceilings;
    }

    private Ceiling lot(RequestBody.Lot lot, String at) {
        String code = lot.itemCode() == null ? "" : lot.itemCode();
        ListedItem item = facts.items().get(code);
        if (item == null) {
            checks.refuse(at + "/itemCode", "not-on-the-list", code + " 不在现行清单内；清单之外无服务、无收费");
        } else {
            checks.require(
                    item.needed() || facts.actName() == null,
                    at + "/itemCode",
                    "not-needed-by-the-act",
                    "“" + item.name() + "”不是该行政事项的中介服务事项，不得要求提供");
            checks.require(
                    !item.payer().equals(Payer.GOVERNMENT.code())
                            || (facts.ownerUscc() != null && facts.ownerUscc().startsWith("1")),
                    at + "/itemCode",
                    "paid-by-government",
                    "“" + item.name() + "”由审批部门委托并付费，企业无须采购，任何机构不得向企业收取");
        }
        String region = body.regionCode() == null ? "" : body.regionCode();
        Ceiling ceiling =
                Ceiling.of(
                        checks,
                        at,
                        facts.rules().getOrDefault(code, List.of()),
                        RegionPath.of(region.matches("[0-9]{6}") ? region : "000000"),
                        facts.today(),
                        lot.parameters());
        budget(lot.budgetFen(), at + "/budgetFen", ceiling);
        return ceiling;
    }

    private void budget(@Nullable Long budget, String at, Ceiling ceiling) {
        if (budget == null || budget < 1 || budget > MOST_FEN) {
            checks.refuse(at, "amount-out-of-range", "预算控制价应为 0.01 元至 99,999,999,999.99 元");
        } else if (ceiling.minFen() != null && budget < ceiling.minFen()) {
            checks.refuse(
                    at,
                    "lawful-interval",
                    "低于《%s》规定的最低收费 %s 元，没有机构可以合法报价"
                            .formatted(
                                    ceiling.document(),
                                    new java.math.BigDecimal(ceiling.minFen())
                                            .movePointLeft(2)
                                            .toPlainString()));
        }
    }

    private @Nullable Method method() {
        var choice = body.method();
        TenderTerms terms = facts.terms();
        if (choice == null || choice.code() == null) {
            checks.refuse("#/method/code", "one-of", "请选择选取方式");
            return null;
        }
        if (terms == null || !terms.allowed()) {
            checks.refuse("#/method/code", "method-not-allowed", "该地区对这类资金不采用这种选取方式");
            return null;
        }
        if (choice.code().equals("direct") && facts.namedAgency() == null) {
            checks.refuse("#/method/named", "agency-not-on-the-market", "所选机构未入驻，或已暂停、退出");
        }
        return Methods.read(checks, choice, terms.minimumBids());
    }

    private void asked() {
        Integer days = body.serviceDays();
        checks.require(
                days != null && days >= 1 && days <= 1000,
                "#/serviceDays",
                "bounds",
                "服务时限应为 1 至 1000 个工作日");
        var papers = body.qualifications();
        if (papers != null && !papers.papers().isEmpty()) {
            checks.require(
                    papers.match() != null && papers.match().matches("all|any"),
                    "#/qualifications/match",
                    "one-of",
                    "请说明须全部具备还是具备其一");
            for (int i = 0; i < papers.papers().size(); i++) {
                paper(papers.papers().get(i), "#/qualifications/papers/" + i);
            }
        }
        for (int i = 0; i < body.practitioners().size(); i++) {
            var people = body.practitioners().get(i);
            String at = "#/practitioners/" + i;
            checks.text(at + "/certificate", "执业资格", people.certificate(), 2, 100);
            Integer count = people.count();
            checks.require(
                    count != null && count >= 1 && count <= 50,
                    at + "/count",
                    "bounds",
                    "人数应为 1 至 50");
        }
    }

    private void paper(RequestBody.WantedPaper wanted, String at) {
        var levels = facts.papers().get(wanted.kind() == null ? "" : wanted.kind());
        if (levels == null) {
            checks.refuse(at + "/kind", "unknown-kind", "请从资质种类中选择");
        } else if (wanted.level() != null
                && !wanted.level().isBlank()
                && !levels.contains(wanted.level())) {
            checks.refuse(at + "/level", "unknown-level", "该资质的等级为：" + String.join("、", levels));
        }
    }

    private void avoided() {
        checks.require(
                body.avoid().size() <= MOST_AVOIDED,
                "#/avoid",
                "too-many",
                "不超过 " + MOST_AVOIDED + " 家");
        for (int i = 0; i < Math.min(MOST_AVOIDED, body.avoid().size()); i++) {
            var avoided = body.avoid().get(i);
            try {
                Uscc.of(avoided.uscc() == null ? "" : avoided.uscc());
            } catch (UsccRefused refused) {
                checks.refuse("#/avoid/" + i + "/uscc", refused.rule(), refused.detailZh());
            }
            checks.text("#/avoid/" + i + "/reason", "回避理由", avoided.reason(), 4, 500);
        }
        checks.require(
                Boolean.TRUE.equals(body.declared()),
                "#/declared",
                "required",
                "请声明：除所列回避单位外，与可能参加的机构没有应当回避的利害关系");
    }

    private void attached() {
        checks.require(
                body.attachments().size() <= MOST_FILES,
                "#/attachments",
                "too-many",
                "不超过 " + MOST_FILES + " 个附件");
        for (int i = 0; i < Math.min(MOST_FILES, body.attachments().size()); i++) {
            var id = body.attachments().get(i).fileId();
            checks.require(
                    facts.has(id), "#/attachments/" + i + "/fileId", "not-found", "没有这个附件，请重新上传");
        }
    }

    private void closing(OffsetDateTime earliest, Days days) {
        OffsetDateTime closes = body.closesAt();
        String first = Looking.local(earliest);
        if (closes == null) {
            checks.refuse("#/closesAt", "required", "请填写报价截止时间，最早 " + first);
        } else if (!closes.isAfter(facts.now()) || closes.isBefore(earliest)) {
            checks.refuse("#/closesAt", "notice-period", "公告期未满，截止时间最早 " + first);
        } else if (closes.isAfter(facts.now().plusDays(FARTHEST_DAYS))) {
            checks.refuse("#/closesAt", "bounds", "截止时间应在 " + FARTHEST_DAYS + " 天以内");
        } else if (days.yearMissing() != null) {
            checks.refuse(
                    "#/closesAt", "calendar-missing", days.yearMissing() + " 年的节假日安排尚未公布，无法计算工作日");
        } else if (!days.closingDayWorks()) {
            checks.refuse("#/closesAt", "working-day", "该地区要求在工作日截止，所选日期不是工作日");
        }
    }
}
