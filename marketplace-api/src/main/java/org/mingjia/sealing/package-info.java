/**
 * 密封 The key material of sealed bids. Each request has a pair of its own, made with its
 * publication: bids are encrypted to the public half (HPKE, RFC 9180: X25519, HKDF-SHA256,
 * AES-256-GCM), and the private half lies in the database wrapped under a key that the database has
 * never seen. Every key of this service's own is derived from one secret of the configuration.
 */
@NullMarked
@ApplicationModule(
        displayName = "密封",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
