/**
 * 附件 What is handed in as evidence. The bytes lie under their SHA-256, once, in a folder of this
 * service's or in a bucket of an S3-compatible store; a file's own name is text that is shown and
 * never part of a path. What a file is, its first bytes say. It belongs to an organisation, and
 * nobody else's reader gets it unless it was published with an admission.
 */
@NullMarked
@ApplicationModule(
        displayName = "附件",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
