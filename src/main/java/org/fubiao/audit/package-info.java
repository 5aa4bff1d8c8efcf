/** The audit log: who did what, when, from where, and what came of it. Only ever added to. */
@NullMarked
package org.fubiao.audit;

import org.jspecify.annotations.NullMarked;
