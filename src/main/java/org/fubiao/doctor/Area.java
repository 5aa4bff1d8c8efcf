package org.fubiao.doctor;

import java.util.List;

/**
 * What was found of one kind of thing.
 *
 * @param title what it is about
 * @param summary how much was looked at, and how it is
 * @param faults what is wrong
 * @param notes what is worth knowing and harmless
 */
public record Area(String title, String summary, List<Fault> faults, List<String> notes) {
    public Area {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** An area in which the summary says how many things there are and how they should be. */
    static Area of(String title, String amount, String good, List<Fault> faults) {
        return of(title, amount, good, faults, List.of());
    }

    static Area of(String title, String amount, String good, List<Fault> faults, List<String> notes) {
        String state = faults.isEmpty() ? good : "发现 " + faults.size() + " 处问题";
        return new Area(title, amount + "，" + state, faults, notes);
    }
}
