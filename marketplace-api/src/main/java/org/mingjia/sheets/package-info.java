/**
 * 表格 Tables that people send: CSV and XLSX files, stored only while they are read, refused where
 * they are a danger, and every broken row told with file, row, column and rule. What the rows mean
 * is the business of the slices above.
 */
@NullMarked
@ApplicationModule(displayName = "表格", allowedDependencies = "platform")
package org.mingjia.sheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
