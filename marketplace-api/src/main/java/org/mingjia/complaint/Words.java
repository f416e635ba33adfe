package org.mingjia.complaint;

/** What codes of complaints are called. */
final class Words {

    static final String SUBJECTS = "selection|fee|quality|conduct|delay";
    static final String STATUSES = "received|accepted|refused|decided|withdrawn";
    static final String OUTCOMES = "upheld|partly|rejected";

    private Words() {}

    static String subject(String code) {
        return switch (code) {
            case "selection" -> "选取";
            case "fee" -> "收费";
            case "quality" -> "质量";
            case "conduct" -> "行为";
            case "delay" -> "延误";
            default -> code;
        };
    }

    static String desk(String code) {
        return switch (code) {
            case "operator" -> "运行机构";
            case "department" -> "行业主管部门";
            case "price" -> "市场监督管理部门";
            case "discipline" -> "纪检监察机关";
            default -> code;
        };
    }

    static String status(String code) {
        return switch (code) {
            case "received" -> "尚未受理";
            case "accepted" -> "已经受理";
            case "refused" -> "已不予受理";
            case "decided" -> "已经处理";
            case "withdrawn" -> "已经撤回";
            default -> code;
        };
    }
}
