/**
 * 数据库代码生成: jOOQ's table classes, generated from the schema that the real migrations make on a real
 * PostgreSQL.
 */
@NullMarked
package org.mingjia.ops.codegen;

import org.jspecify.annotations.NullMarked;
