package org.fubiao.closing;

import java.time.Instant;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * A period that was signed off (封账), and perhaps opened again.
 *
 * @param run whose outputs were signed off
 * @param manifest SHA-256 of the manifest of these outputs, which holds the hashes of all of them
 * @param statement what was signed
 * @param by account of whoever signed
 * @param name who that is
 * @param reopened how it was opened again; null while it is closed
 */
public record Closing(
        long id,
        String job,
        Period period,
        long run,
        String manifest,
        String statement,
        String by,
        String name,
        Instant at,
        @Nullable Reopening reopened) {

    /**
     * How a period was opened again.
     *
     * @param by account of whoever did it
     * @param name who that is
     */
    public record Reopening(String by, String name, Instant at, String reason) {}

    /** Whether it is closed still. */
    public boolean isClosed() {
        return reopened == null;
    }
}
