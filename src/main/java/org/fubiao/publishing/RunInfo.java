package org.fubiao.publishing;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is volatile about a run. Stands only in the {@code run} section of the manifest.
 *
 * @param number of the run, from 1
 * @param reason why it was made, empty for an ordinary run
 * @param versions of the program and of what it runs on, by name
 */
public record RunInfo(long number, Instant started, String reason, Map<String, String> versions) {
    public RunInfo {
        versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
