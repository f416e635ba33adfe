/**
 * 年度测评 A year of an agency as a number that anybody can recompute: the inputs are frozen as lines
 * and hashed, a published version of the formula makes a score of each, both are downloaded whole.
 *
 * <p>{@code computing → publicity → final}; an appeal that is upheld leads to the next version, and
 * the one before stays to be read: {@code publicity → superseded}.
 */
@NullMarked
@ApplicationModule(
        displayName = "年度测评",
        allowedDependencies = {"platform", "web", "apidoc", "agency", "grading", "db"})
package org.mingjia.rating;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
