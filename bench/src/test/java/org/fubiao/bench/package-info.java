@NullMarked
package org.fubiao.bench;

import org.jspecify.annotations.NullMarked;
