/**
 * 采购公告 What everybody reads of a published request, as long as it goes on and ever after; and what
 * is asked of its owner, and answered to all at once.
 */
@NullMarked
@ApplicationModule(
        displayName = "采购公告",
        allowedDependencies = {"platform", "web", "apidoc", "register", "tender", "db"})
package org.mingjia.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
