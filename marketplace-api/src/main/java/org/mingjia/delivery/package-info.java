/**
 * 成果 What is handed in under a filed contract: files for the item's material list, deliveries that
 * the owner accepts or returns — or that its silence accepts —, and what the approving department
 * said of the report.
 *
 * <pre>
 * filed 已备案 ⇄ delivered 已提交成果 → accepted 已验收
 * </pre>
 */
@NullMarked
@ApplicationModule(
        displayName = "成果",
        allowedDependencies = {"platform", "web", "apidoc", "register", "contract", "timers", "db"})
package org.mingjia.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
