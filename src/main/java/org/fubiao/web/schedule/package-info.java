/** The pages on which an administrator operates the server: nights, backup, health. */
@NullMarked
package org.fubiao.web.schedule;

import org.jspecify.annotations.NullMarked;
