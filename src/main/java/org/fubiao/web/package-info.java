/** {@code fubiao serve}: starts the pages and puts them together. */
@NullMarked
package org.fubiao.web;

import org.jspecify.annotations.NullMarked;
