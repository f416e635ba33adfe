/**
 * 匹配 Which agencies may take part in a request, why, and who is told of what happens to it.
 *
 * <p>Nobody calls this slice: it follows the event order, one instance at a time, and writes with
 * its place in it, so that a crash loses nothing and repeats nothing. Who is told before bids are
 * opened depends on the request and on what agencies have published, never on who has bid.
 */
@NullMarked
@ApplicationModule(
        displayName = "匹配",
        allowedDependencies = {"platform", "web", "apidoc", "inbox", "db"})
package org.mingjia.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
