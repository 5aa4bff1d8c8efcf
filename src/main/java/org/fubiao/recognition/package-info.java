/** What a received sheet is, whose, and for when; where its head is and what each column means; its rows, typed. */
@NullMarked
package org.fubiao.recognition;

import org.jspecify.annotations.NullMarked;
