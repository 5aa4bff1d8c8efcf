package org.fubiao.web.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fubiao.finding.Severity;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedReview.Answered;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.publishing.PublishedReview.ReportLine;

/**
 * What needs attention first.
 *
 * @param topics in their order, without those of which there is nothing
 */
record Attention(List<Topic> topics) {
    private static final int MOST = 5;

    Attention {
        topics = List.copyOf(topics);
    }

    /** What is to be done. */
    enum What {
        /** Ask for reports that are past their due date. */
        MISSING,
        /** Have errors mended or waived. */
        ERRORS,
        /** Have warnings explained. */
        WARNINGS
    }

    /**
     * One thing that is to be done, and whose it is.
     *
     * @param units those of whom there is most
     * @param more how many other units there are
     */
    record Topic(What what, List<OfUnit> units, int more) {}

    /**
     * How much there is of a unit.
     *
     * @param unit code; empty for files of which it is not known whose they are
     * @param detail the forms that are missing, with the day when they were due
     */
    record OfUnit(String unit, String name, long count, String detail) {}

    static Attention of(PublishedReview review) {
        List<Topic> topics = new ArrayList<>();
        add(topics, What.MISSING, missing(review));
        add(topics, What.ERRORS, findings(review, one -> one.severity() == Severity.ERROR));
        add(topics, What.WARNINGS, findings(review, FindingLine::isExplainable));
        return new Attention(topics);
    }

    private static void add(List<Topic> topics, What what, List<OfUnit> units) {
        if (!units.isEmpty()) {
            topics.add(new Topic(what, units.stream().limit(MOST).toList(), Math.max(0, units.size() - MOST)));
        }
    }

    private static List<OfUnit> missing(PublishedReview review) {
        Map<String, List<ReportLine>> byUnit = review.reports().stream()
                .filter(report -> report.state() == Report.State.MISSING)
                .collect(Collectors.groupingBy(ReportLine::unit, LinkedHashMap::new, Collectors.toList()));
        return sorted(byUnit.values().stream()
                .map(own -> new OfUnit(
                        own.get(0).unit(),
                        own.get(0).unitName(),
                        own.size(),
                        own.stream()
                                .map(report -> report.form() + (report.due().isEmpty() ? "" : "（" + report.due() + "）"))
                                .collect(Collectors.joining("、"))))
                .toList());
    }

    private static List<OfUnit> findings(PublishedReview review, Predicate<FindingLine> which) {
        Map<String, OfUnit> byUnit = new LinkedHashMap<>();
        Set<List<Object>> groups = new HashSet<>();
        for (FindingLine one : review.findings()) {
            if (one.answered() == Answered.OPEN && which.test(one)) {
                List<Object> group = List.of(one.code(), one.unit(), one.form(), one.file(), one.sheet(), one.field());
                // Of a large group of errors only some are listed; each warning that can be explained is.
                long count = one.severity() == Severity.WARNING ? 1 : groups.add(group) ? one.count() : 0;
                byUnit.merge(
                        one.unit(),
                        new OfUnit(one.unit(), one.unitName(), count, ""),
                        (a, b) -> new OfUnit(a.unit(), a.name(), a.count() + b.count(), ""));
            }
        }
        return sorted(List.copyOf(byUnit.values()));
    }

    private static List<OfUnit> sorted(List<OfUnit> units) {
        return units.stream()
                .sorted(Comparator.comparingLong(OfUnit::count).reversed())
                .toList();
    }
}
