package org.fubiao.publishing.sheet;

import java.util.List;
import java.util.Optional;

/**
 * How a table falls onto pages. Its lines become a little lower or higher, if that keeps the notes and the last lines
 * together: programs that fit a table to a page's width ignore page breaks, so that only heights can tell them.
 *
 * @param page height of a page, in points
 * @param above height of what stands only on the first page, in points
 * @param repeated height of what stands at the top of every page, in points
 * @param lines lines of text in each line of the table
 * @param notes heights of the notes below the table, in points
 */
record Paging(double page, double above, double repeated, List<Integer> lines, List<Double> notes) {
    /** Height of each further line of text of a row, in points. */
    static final double NEXT_LINE = 13.5;

    /** The last page has at least as many lines of the table as this. */
    private static final int TOGETHER = 3;

    /** Programs differ a little in what fits on a page; what is decided here holds for both ends. */
    private static final double SURELY = 0.98;

    private static final List<Double> USUALLY = List.of(SURELY, 1.0);

    /** Without the usual fonts columns become wider; the table is then printed smaller, and a page holds more of it. */
    private static final List<Double> EVERYWHERE = List.of(SURELY, 1.0, 1.08, 1.17);

    private static final double STEP = 0.5;
    private static final int STEPS_LOWER = 6;
    private static final int STEPS_HIGHER = 8;

    /** How much smaller a table is printed to save a page that would hold only its end. */
    private static final List<Double> SHRUNK = List.of(1.0, 0.95, 0.9);

    Paging {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * Where a table ends.
     *
     * @param pages how many pages it takes
     * @param lines of the table on the last page
     * @param used of the last page, in points
     */
    record End(int pages, int lines, double used) {}

    /** Height of a row with this many lines of text, if one with a single line is {@code line} high. */
    static double height(double line, int lines) {
        return line + (lines - 1) * NEXT_LINE;
    }

    /**
     * How a table is printed so that it ends well.
     *
     * @param line height of a line of the table with one line of text, in points
     * @param fit the pages that it must be shrunk to if it takes more; 0 if it may take as many as it likes
     */
    record Plan(double line, int fit) {}

    /** The usual height of a line if the table ends well with it, or else the nearest: first lower, then smaller in print. */
    Plan plan(double usual) {
        return plan(usual, EVERYWHERE).or(() -> plan(usual, USUALLY)).orElse(new Plan(usual, 0));
    }

    private Optional<Plan> plan(double usual, List<Double> programs) {
        for (double shrunk : SHRUNK) {
            for (int step = 0; step <= STEPS_LOWER; step++) {
                double line = usual - step * STEP;
                if (endsWell(line, page / shrunk, programs)) {
                    boolean asUsual = step == 0 && shrunk == 1;
                    return Optional.of(new Plan(
                            line, asUsual ? 0 : end(line, page / shrunk).pages()));
                }
            }
        }
        for (int step = 1; step <= STEPS_HIGHER; step++) {
            if (endsWell(usual + step * STEP, page, programs)) {
                return Optional.of(new Plan(usual + step * STEP, 0));
            }
        }
        return Optional.empty();
    }

    /** What is free on the last page, in points. */
    double room(Plan plan) {
        End end = end(plan.line(), page * SURELY);
        return plan.fit() > 0 && end.pages() > plan.fit() ? 0 : page * SURELY - end.used();
    }

    private boolean endsWell(double line, double height, List<Double> programs) {
        return programs.stream().allMatch(program -> endsWell(end(line, height * program)));
    }

    private boolean endsWell(End end) {
        return end.pages() == 1 || end.lines() >= Math.min(TOGETHER, lines.size());
    }

    End end(double line, double height) {
        int pages = 1;
        int onPage = 0;
        double used = above + repeated;
        for (int texts : lines) {
            double row = height(line, texts);
            if (used + row <= height) {
                onPage++;
                used += row;
            } else {
                pages++;
                onPage = 1;
                used = repeated + row;
            }
        }
        End end = new End(pages, onPage, used);
        for (double note : notes) {
            end = addNote(end, note, height);
        }
        return end;
    }

    private End addNote(End end, double note, double height) {
        return end.used() + note <= height
                ? new End(end.pages(), end.lines(), end.used() + note)
                : new End(end.pages() + 1, 0, repeated + note);
    }
}
