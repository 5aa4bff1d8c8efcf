@NullMarked
package org.fubiao.bench.data;

import org.jspecify.annotations.NullMarked;
