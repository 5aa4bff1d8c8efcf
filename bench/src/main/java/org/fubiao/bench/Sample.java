package org.fubiao.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of a program.
 *
 * @param wall seconds from the start of the process to its end
 * @param cpu processor seconds of all its threads and children; 0 where the system does not tell
 * @param peakBytes most memory that was resident; 0 where the system does not tell
 * @param steps seconds of each step that the program announces
 */
record Sample(double wall, double cpu, long peakBytes, Map<String, Double> steps) {
    Sample {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
