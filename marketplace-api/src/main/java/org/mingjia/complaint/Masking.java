package org.mingjia.complaint;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What is published of a complaint names no person: whoever writes it sees to that, and this sees
 * to it once more. Known names, names before a form of address, and the numbers of papers,
 * telephones and mailboxes are masked; a name that nobody has registered and nothing marks passes.
 */
final class Masking {

    private static final String DIGIT = "[0-9０-９]";
    private static final String GAP = "[ \\-－–—]?";

    /** 公民身份号码 of 18 or 15 digits, with or without gaps. */
    private static final Pattern PAPER =
            Pattern.compile(
                    "(?<![A-Z][-])(?<!%1$s)(?:%1$s%2$s){14}(?:(?:%1$s%2$s){2}%1$s[0-9０-９XxＸｘ]|%1$s)(?![0-9０-９XxＸｘ])"
                            .formatted(DIGIT, GAP));

    /** Codes of organisations look like papers, and are none. */
    private static final Pattern ORGANISATION = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

    private static final Pattern MOBILE =
            Pattern.compile("(?<!%1$s)[1１][3-9３-９](?:%2$s%1$s){9}(?!%1$s)".formatted(DIGIT, GAP));

    private static final Pattern LANDLINE =
            Pattern.compile(
                    "(?<!%1$s)[(（]?[0０]%1$s{2,3}[)）]?%2$s%1$s{7,8}(?!%1$s)".formatted(DIGIT, GAP));

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+[@＠][\\w-]+(?:[.．][\\w-]+)+");

    private static final String SURNAMES =
            "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
                    + "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅"
                    + "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣"
                    + "邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲封储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符"
                    + "刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲从索咸籍赖卓蔺屠蒙池乔阴胥闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀郏浦"
                    + "尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂关荆肖";

    /** One or two characters after a surname, before what only persons are called. */
    private static final Pattern ADDRESSED =
            Pattern.compile(
                    "(?<![\\u4e00-\\u9fff])(["
                            + SURNAMES
                            + "])[\\u4e00-\\u9fff]{0,2}(?=先生|女士|同志|经理|主任|某)");

    private Masking() {}

    /**
     * A text as it may be published.
     *
     * @param persons names that are known to be of persons
     */
    static String published(String text, Collection<String> persons) {
        String masked = text;
        for (String name :
                persons.stream()
                        .map(String::strip)
                        .filter(name -> name.codePointCount(0, name.length()) >= 2)
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            masked = masked.replace(name, name(name));
        }
        masked =
                PAPER.matcher(masked)
                        .replaceAll(found ->
                                ORGANISATION.matcher(found.group()).matches()
                                                && found.group().startsWith("9")
                                        ? found.group()
                                        : "******");
        masked = MOBILE.matcher(masked).replaceAll("***");
        masked = LANDLINE.matcher(masked).replaceAll("***");
        masked = MAIL.matcher(masked).replaceAll("***");
        return ADDRESSED.matcher(masked).replaceAll("$1**");
    }

    /** 张三丰 → 张**. */
    static String name(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }
}
