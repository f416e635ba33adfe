@NullMarked
package org.mingjia.ops.codegen;

import org.jspecify.annotations.NullMarked;
