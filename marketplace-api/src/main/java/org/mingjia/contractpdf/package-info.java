/**
 * 合同打印 The exact text of a contract as a document to print, with a code that leads to its public
 * record.
 */
@NullMarked
@ApplicationModule(
        displayName = "合同打印",
        allowedDependencies = {"platform", "web", "contract", "catalog", "db"})
package org.mingjia.contractpdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
