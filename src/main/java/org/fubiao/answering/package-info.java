/** What statisticians answer to findings on pages: explanations on behalf of units, waivers that one asks for and another grants. */
@NullMarked
package org.fubiao.answering;

import org.jspecify.annotations.NullMarked;
