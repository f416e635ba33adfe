package org.mingjia.charges;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.RegionPath;
import org.mingjia.charges.ChargeViews.Finding;
import org.mingjia.charges.ChargeViews.Verdict;
import org.mingjia.offers.Book;
import org.mingjia.offers.Book.Said;
import org.mingjia.offers.PublishedPrice;
import org.mingjia.offers.Shelves;

/**
 * Holds one charge against everything that bears on it. The payer comes before any price: what
 * government has to pay may not be charged to an enterprise at all. A published price binds even
 * where the law would allow more; a benchmark binds nobody.
 */
final class Verdicts {

    private final long amount;
    private final List<Finding> findings = new ArrayList<>();
    private Verdict verdict = Verdict.WITHIN;
    private boolean grounds;
    private boolean incomputable;

    private Verdicts(long amount) {
        this.amount = amount;
    }

    /** What was found, and the most serious of it. */
    record Judged(Verdict verdict, List<Finding> findings) {}

    static Judged notOnTheList(String itemCode, LocalDate day) {
        return new Judged(
                Verdict.NOT_ON_THE_LIST,
                List.of(
                        Finding.plain(
                                "list",
                                Verdict.NOT_ON_THE_LIST.code(),
                                "%s 当日的中介服务事项清单中没有 %s：清单之外无服务、无收费".formatted(day, itemCode))));
    }

    /** The charge for a listed item. */
    static Judged of(
            Shelves.Stocked stock,
            String regionCode,
            Parameters parameters,
            long amount,
            String payer,
            @Nullable String uscc) {
        var judging = new Verdicts(amount);
        Book book = stock.book();
        RegionPath path = RegionPath.of(regionCode);
        judging.payer(book, payer);
        if (uscc != null) {
            judging.published(PublishedPrice.of(stock, regionCode, parameters));
        }
        judging.lawful(book, path, parameters);
        judging.benchmarks(book, path, parameters);
        if (!judging.grounds && judging.verdict == Verdict.WITHIN) {
            judging.verdict = Verdict.NOT_COMPUTABLE;
            judging.findings.add(
                    Finding.plain(
                            "lawful-interval",
                            Verdict.NOT_COMPUTABLE.code(),
                            judging.incomputable
                                    ? "按给出的参数算不出有约束力的价格，不能判断"
                                    : "本事项当日没有有约束力的收费标准，且未指明机构，没有可以比对的价格"));
        }
        return new Judged(judging.verdict, List.copyOf(judging.findings));
    }

    private void add(Verdict found, Finding finding) {
        findings.add(finding);
        if (found.compareTo(verdict) < 0) {
            verdict = found;
        }
    }

    private void payer(Book book, String payer) {
        if (Payer.GOVERNMENT.code().equals(book.payer()) && payer.equals("enterprise")) {
            grounds = true;
            add(
                    Verdict.NOTHING_MAY_BE_CHARGED,
                    Finding.plain(
                            "payer",
                            Verdict.NOTHING_MAY_BE_CHARGED.code(),
                            "本事项由审批部门委托并付费，任何机构不得向企业收取任何费用"));
        }
    }

    private void published(@Nullable PublishedPrice price) {
        if (price == null) {
            grounds = true;
            add(
                    Verdict.NO_PUBLISHED_PRICE,
                    Finding.plain(
                            "published-price",
                            Verdict.NO_PUBLISHED_PRICE.code(),
                            "该机构当日在该区域没有公布本事项的有效价格：没有公布的价格不得收取"));
            return;
        }
        if (!price.onTheMarket()) {
            findings.add(Finding.plain("standing", "reference", "该机构当日处于暂停、清退或退出状态，不得承接新的委托"));
        }
        priced(price);
    }

    private void priced(PublishedPrice price) {
        Long fen = price.fen();
        Verdict found =
                fen == null
                        ? Verdict.NOT_COMPUTABLE
                        : amount > fen ? Verdict.ABOVE_PUBLISHED_PRICE : Verdict.WITHIN;
        grounds |= fen != null;
        incomputable |= fen == null;
        String bound = fen == null ? "" : yuan(fen);
        String reason = price.reason();
        String detail =
                switch (found) {
                    case NOT_COMPUTABLE -> "按给出的参数算不出公布的价格：" + (reason == null ? "" : reason);
                    case ABOVE_PUBLISHED_PRICE ->
                            "收取 %s，高于机构公布的价格 %s：公布的价格是最高价".formatted(yuan(amount), bound);
                    default -> "收取 %s，不高于机构公布的价格 %s".formatted(yuan(amount), bound);
                };
        add(
                found,
                new Finding(
                        "published-price",
                        found.code(),
                        price.description() + "。" + detail,
                        price.ruleId(),
                        null,
                        price.entryId(),
                        price.from(),
                        price.to(),
                        null,
                        fen,
                        null,
                        price.working()));
    }

    /** Outside only where no rule of the place, of several that stand side by side, allows it. */
    private void lawful(Book book, RegionPath path, Parameters parameters) {
        List<Said> said = book.binding(path, parameters);
        boolean allowed = said.stream().anyMatch(this::allows);
        for (Said one : said) {
            grounds = true;
            boolean inside = allows(one);
            boolean counts = !allowed || inside;
            Verdict found = inside ? Verdict.WITHIN : Verdict.OUTSIDE_LAWFUL_INTERVAL;
            Finding finding =
                    said(
                            "lawful-interval",
                            counts ? found.code() : "reference",
                            (inside ? "在" : "不在") + "《%s》的法定区间内：收取 %s，区间 %s",
                            one);
            if (counts) {
                add(found, finding);
            } else {
                findings.add(finding);
            }
        }
        incomputable |= said.isEmpty() && book.binds(path);
    }

    private boolean allows(Said said) {
        Long max = said.quote().maxFen();
        return said.quote().minFen() <= amount && (max == null || amount <= max);
    }

    private void benchmarks(Book book, RegionPath path, Parameters parameters) {
        for (Said one : book.references(path, parameters)) {
            findings.add(
                    said("benchmark", "reference", "参考基准《%s》：收取 %s，基准 %s；它不是上限，对谁也没有约束力", one));
        }
    }

    private Finding said(String rule, String verdict, String sentence, Said said) {
        var definition = said.rule().definition();
        Long max = said.quote().maxFen();
        String interval = yuan(said.quote().minFen()) + (max == null ? "起，不封顶" : " 至 " + yuan(max));
        return new Finding(
                rule,
                verdict,
                sentence.formatted(unquoted(definition.document()), yuan(amount), interval),
                definition.ruleId(),
                definition.effectiveFrom(),
                null,
                null,
                null,
                said.quote().minFen(),
                max,
                definition.document(),
                said.quote().working().stream()
                        .map(org.mingjia.catalog.WorkingLine::text)
                        .toList());
    }

    private static String unquoted(String document) {
        return document.replace("《", "").replace("》", "");
    }

    private static String yuan(long fen) {
        return new Money(fen).yuan();
    }
}
