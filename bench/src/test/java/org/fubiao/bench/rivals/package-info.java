@NullMarked
package org.fubiao.bench.rivals;

import org.jspecify.annotations.NullMarked;
