/**
 * 入驻 How an agency comes onto the market, and how what it may offer changes: always the same way.
 * It fills in an application, which is saved as it is and checked as a whole when it is submitted;
 * the operator has two working days; what is admitted is published as versions by validity, and
 * stays as it is while a later application is looked at.
 *
 * <pre>
 *   draft ──submit──▶ applied ──admit──▶ published ──submit──▶ applied ──▶ …
 *                       └──return (with a reason)──▶ returned ──submit──▶ applied
 *   published ──exit──▶ exited ──submit──▶ applied      published ──removal──▶ removed ──lift──▶ published
 * </pre>
 */
@NullMarked
@ApplicationModule(
        displayName = "入驻",
        allowedDependencies = {"platform", "web", "apidoc", "register", "catalog", "db"})
package org.mingjia.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
