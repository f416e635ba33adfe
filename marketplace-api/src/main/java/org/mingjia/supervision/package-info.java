/**
 * 监督与处置 What regulators find of an agency, and what follows: 提醒 → 警告 → 限期整改 → 暂停 → 清退, each told
 * first, heard, decided, published and open to repair. What takes an agency off the market is a
 * sanction, which every gate obeys.
 */
@NullMarked
@ApplicationModule(
        displayName = "监督与处置",
        allowedDependencies = {"platform", "web", "apidoc", "agency", "db"})
package org.mingjia.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
