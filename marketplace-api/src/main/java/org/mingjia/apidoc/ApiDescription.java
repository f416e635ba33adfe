package org.mingjia.apidoc;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "明价 Mingjia",
                        version = "0.1",
                        description =
                                "中介服务超市开放接口。金额为整数分；比率与基数为十进制字符串；日期为 ISO 8601；"
                                        + "错误为 RFC 9457 problem+json。",
                        license = @License(name = "Apache-2.0")))
@SecurityScheme(name = "operator", type = SecuritySchemeType.HTTP, scheme = "basic")
@SecurityScheme(
        name = "session",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        paramName = "mingjia_session")
@SecurityScheme(name = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
class ApiDescription {}
