/** What all pages have in common: language, who is looking at them, errors. */
@NullMarked
package org.fubiao.web.page;

import org.jspecify.annotations.NullMarked;
