/** What people answered to findings: waivers that the office granted, explanations that units gave. */
@NullMarked
package org.fubiao.settling;

import org.jspecify.annotations.NullMarked;
