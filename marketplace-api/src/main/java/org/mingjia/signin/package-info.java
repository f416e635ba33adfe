/**
 * 登录与账户 How one comes to be known: registration, sessions, passwords, the accounts that the
 * operator keeps, the members and keys of an organisation, sign-in at an OpenID Connect issuer.
 */
@NullMarked
@ApplicationModule(
        displayName = "登录与账户",
        allowedDependencies = {"platform", "web", "apidoc", "identity", "catalog", "db"})
package org.mingjia.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
