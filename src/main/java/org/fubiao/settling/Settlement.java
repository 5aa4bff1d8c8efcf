package org.fubiao.settling;

import java.util.List;

/**
 * What became of what people answered to the findings of a run.
 *
 * @param waivers all of the job's, in its order
 */
public record Settlement(List<WaiverUse> waivers) {
    /** Nobody answered anything. */
    public static final Settlement NONE = new Settlement(List.of());

    public Settlement {
        waivers = List.copyOf(waivers);
    }
}
