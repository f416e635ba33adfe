/**
 * 接口文档 What the OpenAPI document says beyond what can be read off a handler: answers that
 * PostgreSQL writes, lists and their forms, how a "no" looks, the codes of a closed vocabulary. It
 * only describes; a test holds real answers against it.
 */
@NullMarked
@ApplicationModule(
        displayName = "接口文档",
        allowedDependencies = {"web", "catalog"})
package org.mingjia.apidoc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
