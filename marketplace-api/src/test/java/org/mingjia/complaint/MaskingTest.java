package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published of a complaint, as a second net under whoever writes it. */
class MaskingTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "身份证 433101199001011234 已核对              | 身份证 ****** 已核对",
                "身份证43310119900101123X。                    | 身份证******。",
                "证件 433101 19900101 1234 号                  | 证件 ****** 号",
                "４３３１０１１９９００１０１１２３４         | ******",
                "旧证 433101900101123 号                       | 旧证 ****** 号",
                "电话13812345678                              | 电话***",
                "电话 138-1234-5678，                          | 电话 ***，",
                "座机 0743-8222333                             | 座机 ***",
                "邮箱 zhang.san@example.com.cn 收              | 邮箱 *** 收",
                "代码 91433100MA4L00000X 的机构                | 代码 91433100MA4L00000X 的机构",
                "投诉 TS-433100-20261128-0001 成立             | 投诉 TS-433100-20261128-0001 成立",
                "合同金额 1234567.00 元                        | 合同金额 1234567.00 元",
                "，张三先生称                                  | ，张**先生称",
                "王某收取                                      | 王**某收取",
                "受托方收取资料费，责令退还                    | 受托方收取资料费，责令退还",
            })
    void numbersAndAddressedPersonsAreMasked(String text, String published) {
        assertThat(Masking.published(text, List.of())).isEqualTo(published);
    }

    @Test
    void knownNamesAreMaskedWhereverTheyStandTheLongerOnesFirst() {
        assertThat(Masking.published("经办人张三丰与张三均到场，李", List.of("张三", "张三丰", "李")))
                .isEqualTo("经办人张**与张**均到场，李");
    }
}
