/** The interface for programs: what people do on pages, as JSON below {@code /api/v1}, and the document that describes it. */
@NullMarked
package org.fubiao.web.api;

import org.jspecify.annotations.NullMarked;
