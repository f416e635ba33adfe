/**
 * 身份 Who is asking, and whether that one may: accounts and the capacities in which they act,
 * passwords, sessions, keys. Every means of proof ends in one {@link org.mingjia.platform.Actor},
 * found in one statement; a handler says with {@link org.mingjia.web.Access} who may call it, and
 * what says nothing is closed.
 */
@NullMarked
@ApplicationModule(
        displayName = "身份",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
