package org.mingjia.admission;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AgencyApplication.Affiliate;
import org.mingjia.admission.AgencyApplication.OfferedItem;
import org.mingjia.admission.AgencyApplication.Paper;
import org.mingjia.admission.AgencyApplication.Person;
import org.mingjia.admission.AgencyApplication.Profile;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.FieldError;

/**
 * Looks at a whole application and says, section by section, what is missing or wrong, each with
 * the place in the body. Used for one application, once.
 */
final class Completeness {

    private static final Set<String> AFFILIATIONS =
            Set.of(
                    "legal_representative",
                    "shareholder",
                    "controller",
                    "supervising_department",
                    "parent",
                    "subsidiary");

    private final AgencyApplication application;
    private final Reference reference;
    private FieldChecks checks = new FieldChecks();

    private Completeness(AgencyApplication application, Reference reference) {
        this.application = application;
        this.reference = reference;
    }

    /** One section of the form. */
    record ApplicationSection(String section, boolean complete, List<FieldError> errors) {}

    static List<ApplicationSection> of(AgencyApplication application, Reference reference) {
        var whole = new Completeness(application, reference);
        return List.of(
                whole.section("profile", whole::profile),
                whole.section("qualifications", whole::papers),
                whole.section("practitioners", whole::people),
                whole.section("regions", whole::regions),
                whole.section("items", whole::items),
                whole.section("affiliates", whole::affiliates));
    }

    private ApplicationSection section(String name, Runnable rules) {
        checks = new FieldChecks();
        rules.run();
        return new ApplicationSection(name, !checks.failed(), checks.errors());
    }

    private void profile() {
        Profile p = application.profile();
        if (p == null) {
            p = new Profile(null, null, null, null, null, null, null, null, null);
        }
        checks.text("#/profile/legalRepresentative", "法定代表人", p.legalRepresentative(), 2, 50);
        checks.text("#/profile/address", "地址", p.address(), 4, 200);
        checks.text("#/profile/phone", "联系电话", p.phone(), 5, 30);
        if (p.phone() != null && !p.phone().matches("[0-9+()（） -]*")) {
            refuse("#/profile/phone", "phone", "联系电话只含数字、空格、+、- 和括号");
        }
        LocalDate established = p.establishedOn();
        if (established == null) {
            missing("#/profile/establishedOn", "成立日期");
        } else {
            day("#/profile/establishedOn", "成立日期", established);
            if (established.isAfter(reference.today())) {
                refuse(
                        "#/profile/establishedOn",
                        "in-the-future",
                        "成立日期不能晚于今天 " + reference.today());
            }
        }
        Long capital = p.registeredCapitalFen();
        if (capital == null) {
            missing("#/profile/registeredCapitalFen", "注册资本");
        } else if (capital < 0 || capital > 9_999_999_999_999L) {
            refuse("#/profile/registeredCapitalFen", "bounds", "注册资本应在 0 至 9999999999999 分之间");
        }
        if (p.website() != null && !p.website().matches("https?://\\S{3,190}")) {
            refuse("#/profile/website", "website", "网址应以 http:// 或 https:// 开头，不超过 200 个字符");
        }
        if (p.introduction() != null && p.introduction().length() > 2000) {
            refuse("#/profile/introduction", "length", "简介不超过 2000 个字符");
        }
        own("#/profile/licenceFileId", p.licenceFileId());
        if (!Boolean.TRUE.equals(p.promise())) {
            refuse("#/profile/promise", "promise-missing", "须确认承诺书：所填属实，公布的价格对本单位有约束力");
        }
    }

    private void papers() {
        var seen = new HashSet<String>();
        for (int i = 0; i < application.qualifications().size(); i++) {
            Paper paper = application.qualifications().get(i);
            String at = "#/qualifications/" + i;
            kind(at, paper);
            checks.text(at + "/number", "证书编号", paper.number(), 1, 100);
            if (paper.issuer() != null && paper.issuer().length() > 200) {
                refuse(at + "/issuer", "length", "发证机关不超过 200 个字符");
            }
            validity(at, paper.validFrom(), paper.validTo(), isRenewal(paper));
            if (paper.fileId() == null) {
                missing(at + "/fileId", "证书扫描件");
            }
            own(at + "/fileId", paper.fileId());
            if (!seen.add(paper.kind() + " " + paper.number() + " " + paper.validFrom())) {
                refuse(at + "/number", "given-twice", "同一证书不能填写两次");
            }
        }
    }

    private void kind(String at, Paper paper) {
        String code = paper.kind();
        if (code == null) {
            missing(at + "/kind", "资质种类");
            return;
        }
        var kind = reference.kind(code);
        if (kind.isEmpty()) {
            refuse(at + "/kind", "unknown-kind", "没有资质种类 " + shortened(code));
        } else if (kind.get().levels().isEmpty() && paper.level() != null) {
            refuse(at + "/level", "no-levels", kind.get().name() + "不分等级");
        } else if (!kind.get().levels().isEmpty() && !kind.get().levels().contains(paper.level())) {
            refuse(
                    at + "/level",
                    "unknown-level",
                    kind.get().name() + "的等级应为 " + String.join("、", kind.get().levels()));
        }
    }

    /** A paper of a later day is for the time after another of its kind, which reaches that day. */
    private boolean isRenewal(Paper later) {
        LocalDate from = later.validFrom();
        return from != null
                && application.qualifications().stream()
                        .filter(paper -> java.util.Objects.equals(paper.kind(), later.kind()))
                        .anyMatch(paper -> isHeld(paper) && reaches(paper, from));
    }

    private boolean isHeld(Paper paper) {
        return paper.validFrom() != null && !paper.validFrom().isAfter(reference.today());
    }

    private static boolean reaches(Paper paper, LocalDate day) {
        LocalDate last = paper.validTo();
        return last != null && !last.plusDays(1).isBefore(day);
    }

    private void people() {
        if (application.practitioners().stream().noneMatch(p -> Boolean.TRUE.equals(p.lead()))) {
            refuse("#/practitioners", "no-lead", "至少填写一名项目负责人");
        }
        for (int i = 0; i < application.practitioners().size(); i++) {
            Person person = application.practitioners().get(i);
            String at = "#/practitioners/" + i;
            checks.text(at + "/name", "姓名", person.name(), 2, 50);
            checks.text(at + "/certificateKind", "证书种类", person.certificateKind(), 2, 100);
            checks.text(at + "/certificateNumber", "证书编号", person.certificateNumber(), 1, 100);
            validity(at, person.validFrom(), person.validTo(), false);
            own(at + "/fileId", person.fileId());
        }
    }

    private void regions() {
        if (application.regionCodes().isEmpty()) {
            refuse("#/regionCodes", "required", "请选择服务区域");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < application.regionCodes().size(); i++) {
            String code = application.regionCodes().get(i);
            if (!reference.regions().contains(code)) {
                refuse("#/regionCodes/" + i, "unknown-region", "没有区划 " + shortened(code));
            } else if (!seen.add(code)) {
                refuse("#/regionCodes/" + i, "given-twice", "区划 " + code + " 重复");
            }
        }
    }

    private void items() {
        if (application.items().isEmpty()) {
            refuse("#/items", "required", "请选择服务事项");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < application.items().size(); i++) {
            OfferedItem offer = application.items().get(i);
            String at = "#/items/" + i;
            String code = offer.itemCode();
            if (code == null) {
                missing(at + "/itemCode", "服务事项");
                continue;
            }
            var item = reference.item(code);
            if (item.isEmpty()) {
                refuse(at + "/itemCode", "not-on-the-list", "清单上没有服务事项 " + shortened(code));
            } else if (!seen.add(code)) {
                refuse(at + "/itemCode", "given-twice", item.get().name() + "重复");
            } else {
                Judgement.of(application, reference, offer, item.get())
                        .refusal()
                        .ifPresent(no -> refuse(at + "/" + no.member(), no.rule(), no.detail()));
            }
        }
    }

    private void affiliates() {
        for (int i = 0; i < application.affiliates().size(); i++) {
            Affiliate affiliate = application.affiliates().get(i);
            String at = "#/affiliates/" + i;
            if (affiliate.kind() == null || !AFFILIATIONS.contains(affiliate.kind())) {
                refuse(
                        at + "/kind",
                        "one-of",
                        "关联关系应为 " + String.join("、", AFFILIATIONS.stream().sorted().toList()));
            }
            checks.text(at + "/name", "名称", affiliate.name(), 2, 200);
            uscc(at + "/uscc", affiliate.uscc());
            if (affiliate.sharePercent() != null && !isShare(affiliate.sharePercent())) {
                refuse(at + "/sharePercent", "bounds", "持股比例大于 0、不超过 100，至多 4 位小数");
            }
        }
    }

    private void uscc(String pointer, @Nullable String code) {
        try {
            if (code != null) {
                Uscc.of(code);
            }
        } catch (UsccRefused refused) {
            refuse(pointer, refused.rule(), refused.detailZh());
        }
    }

    private static boolean isShare(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            return false;
        }
        var share = new java.math.BigDecimal(text);
        return share.signum() > 0 && share.compareTo(java.math.BigDecimal.valueOf(100)) <= 0;
    }

    private void validity(
            String at, @Nullable LocalDate from, @Nullable LocalDate to, boolean later) {
        if (from == null) {
            missing(at + "/validFrom", "有效期起");
        } else {
            day(at + "/validFrom", "有效期起", from);
            if (from.isAfter(reference.today()) && !later) {
                refuse(
                        at + "/validFrom",
                        "not-yet-valid",
                        "证书自 " + from + " 起有效，今天 " + reference.today() + " 尚未生效");
            }
        }
        if (to != null) {
            day(at + "/validTo", "有效期止", to);
            if (from != null && to.isBefore(from)) {
                refuse(at + "/validTo", "ends-before-it-starts", "有效期止不能早于有效期起");
            } else if (to.isBefore(reference.today())) {
                refuse(at + "/validTo", "expired", "证书已于 " + to + " 到期");
            }
        }
    }

    private void day(String pointer, String what, LocalDate day) {
        if (day.getYear() < 1900 || day.getYear() > 2200) {
            refuse(pointer, "bounds", what + "应在 1900 至 2200 年间");
        }
    }

    private void own(String pointer, @Nullable UUID file) {
        if (file != null && !reference.files().contains(file)) {
            refuse(pointer, "unknown-file", "没有附件 " + file);
        }
    }

    private void missing(String pointer, String what) {
        refuse(pointer, "required", "请填写" + what);
    }

    private void refuse(String pointer, String rule, String detail) {
        checks.refuse(pointer, rule, detail);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
