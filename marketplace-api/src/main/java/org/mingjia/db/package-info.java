/**
 * 数据表 The tables, generated at build from the real migrations; nothing here is written by hand but
 * this line. Open: every slice may name the tables and columns that it reads.
 */
@ApplicationModule(displayName = "数据表", type = ApplicationModule.Type.OPEN)
package org.mingjia.db;

import org.springframework.modulith.ApplicationModule;
