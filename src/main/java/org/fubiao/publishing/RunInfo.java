package org.fubiao.publishing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is volatile about a run. Stands only in the {@code run} section of the manifest.
 *
 * @param number of the run, from 1
 * @param reason why it was made, empty for an ordinary run
 * @param versions of the program and of what it runs on, by name
 * @param build of the program; empty if it cannot be told, and nothing is taken from earlier runs then
 */
public record RunInfo(
        long number, Instant started, String reason, Map<String, String> versions, Optional<String> build) {
    /** A run of a program whose build cannot be told. */
    public RunInfo(long number, Instant started, String reason, Map<String, String> versions) {
        this(number, started, reason, versions, Optional.empty());
    }

    public RunInfo {
        versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** Who makes the outputs: another build, another version of what it runs on may make them differently. */
    Optional<String> maker() {
        return build.map(id -> id + ' ' + versions);
    }
}
