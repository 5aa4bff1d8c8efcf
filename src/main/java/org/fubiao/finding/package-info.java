/** What is wrong with what was received: findings, their codes and their severity. Knows nothing of the rest. */
@NullMarked
package org.fubiao.finding;

import org.jspecify.annotations.NullMarked;
