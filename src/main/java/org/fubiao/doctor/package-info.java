/** Verifies all that the program keeps and has published, and changes nothing. */
@NullMarked
package org.fubiao.doctor;

import org.jspecify.annotations.NullMarked;
