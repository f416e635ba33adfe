/**
 * 消息 What somebody has been told, and by which ways it reaches him: a list, a stream, and mail
 * where the operator of the market has set up a server and the organisation has given an address.
 *
 * <p>The slice keeps and delivers; what is told to whom is said by the slices above it.
 */
@NullMarked
@ApplicationModule(
        displayName = "消息",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
