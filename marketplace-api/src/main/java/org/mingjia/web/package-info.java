/**
 * 接口 How the market speaks HTTP, the same way in every slice: who may call a handler ({@link
 * org.mingjia.web.Access}), what a query may hold, lists and their pages, entity tags and CSV,
 * repeatable creations, and the one place where a refusal becomes problem+json.
 *
 * <p>Lists are built as JSON by PostgreSQL and passed through as bytes.
 */
@NullMarked
@ApplicationModule(
        displayName = "接口",
        allowedDependencies = {"platform", "db"})
package org.mingjia.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
