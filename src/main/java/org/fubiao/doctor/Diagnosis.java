package org.fubiao.doctor;

import java.util.List;

/** What was found in all areas. */
public record Diagnosis(List<Area> areas) {
    public Diagnosis {
        areas = List.copyOf(areas);
    }

    /** How many things are wrong. */
    public int faults() {
        return areas.stream().mapToInt(area -> area.faults().size()).sum();
    }
}
