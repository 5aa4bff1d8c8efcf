package org.fubiao.submission;

import java.time.Instant;
import org.fubiao.finding.Explanation;

/**
 * An explanation that was written on a page, on behalf of a unit.
 *
 * @param run that published the warning
 * @param version the first about the same warning is 1
 * @param by who wrote it, as printed
 */
public record PageExplanation(Explanation explanation, long run, int version, String by, Instant written) {}
