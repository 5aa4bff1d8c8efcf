/** Tells people and programs what happened at night, by mail and by webhook. */
@NullMarked
package org.fubiao.notice;

import org.jspecify.annotations.NullMarked;
