/**
 * 身份 Who may do what: one local operator account for now, checked with HTTP Basic against an
 * Argon2id hash; everything that is not opened here is closed.
 */
@NullMarked
@ApplicationModule(displayName = "身份", allowedDependencies = "platform")
package org.mingjia.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
