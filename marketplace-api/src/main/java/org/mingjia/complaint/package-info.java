/**
 * 投诉 Who has been wronged in a selection or under a contract says so, the desk whose business it is
 * accepts or refuses, hears the other side, and decides with effect. What waits for the decision is
 * held; the slices below know holds only as rows that keep theirs from moving.
 *
 * <pre>
 * received → accepted → decided (upheld, partly, rejected)
 *          → refused    either of the first two → withdrawn
 * </pre>
 */
@NullMarked
@ApplicationModule(
        displayName = "投诉",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "identity",
            "agency",
            "tender",
            "award",
            "contract",
            "catalog",
            "db"
        })
package org.mingjia.complaint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
