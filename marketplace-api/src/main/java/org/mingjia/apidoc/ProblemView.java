package org.mingjia.apidoc;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A "no" (RFC 9457). Members from {@code parameter} on are there when they say something. */
record ProblemView(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Schema(requiredMode = NOT_REQUIRED) String parameter,
        @Schema(requiredMode = NOT_REQUIRED) String rule,
        @Schema(requiredMode = NOT_REQUIRED) Object bound,
        @Schema(requiredMode = NOT_REQUIRED) List<String> allowed,
        @Schema(requiredMode = NOT_REQUIRED) Long errorCount,
        @Schema(requiredMode = NOT_REQUIRED) List<Object> errors,
        @Schema(requiredMode = NOT_REQUIRED) Integer year,
        @Schema(requiredMode = NOT_REQUIRED) Long retryAfterSeconds,
        String requestId) {}
