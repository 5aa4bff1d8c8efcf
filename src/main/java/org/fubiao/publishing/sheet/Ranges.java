package org.fubiao.publishing.sheet;

import java.util.ArrayList;
import java.util.List;

/** Runs of successive numbers. */
public final class Ranges {
    private Ranges() {}

    /** From first to last, both included. */
    public record Range(int first, int last) {
        public boolean isSingle() {
            return first == last;
        }
    }

    /** The runs of numbers that are in ascending order; a number that does not follow its predecessor begins a new one. */
    public static List<Range> of(List<Integer> numbers) {
        List<Range> ranges = new ArrayList<>();
        for (int number : numbers) {
            int end = ranges.size() - 1;
            if (end >= 0 && ranges.get(end).last() + 1 == number) {
                ranges.set(end, new Range(ranges.get(end).first(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return ranges;
    }
}
