package org.fubiao.totals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;

/** How the values of a field become the rows of an appendix. */
final class Grouping {
    /** What lies outside the codes of a field or the months of a period. */
    static final String OTHERS = "其他";
    /** What has no value. */
    static final String BLANK = "未填";

    private final Field field;
    private final Period period;

    Grouping(Field field, Period period) {
        this.field = field;
        this.period = period;
    }

    /** SQL of the label of a row's group. */
    String sql() {
        String name = Compute.name(field.name());
        String label;
        if (field.type() == FieldType.DATE) {
            label = "CASE WHEN " + name + " BETWEEN DATE '" + firstDay() + "' AND DATE '" + period.lastDay()
                    + "' THEN month(" + name + ") || '月' ELSE " + Compute.literal(OTHERS) + " END";
        } else if (field.type() == FieldType.CODE) {
            label = "CASE WHEN " + name + " IN ("
                    + field.codes().stream().map(Compute::literal).collect(Collectors.joining(", ")) + ") THEN " + name
                    + " ELSE " + Compute.literal(OTHERS) + " END";
        } else if (field.type() == FieldType.YES_NO) {
            label = "CASE WHEN " + name + " THEN '是' ELSE '否' END";
        } else {
            label = "CAST(" + name + " AS VARCHAR)";
        }
        return "CASE WHEN " + name + " IS NULL THEN " + Compute.literal(BLANK) + " ELSE " + label + " END";
    }

    private LocalDate firstDay() {
        int months = period.kind() == PeriodKind.YEAR ? 11 : period.kind() == PeriodKind.QUARTER ? 2 : 0;
        return period.lastDay().minusMonths(months).withDayOfMonth(1);
    }

    /** The labels that are printed whether they occur or not. */
    List<String> always() {
        return switch (field.type()) {
            case CODE -> field.codes();
            case YES_NO -> List.of("是", "否");
            case DATE -> {
                List<String> months = new ArrayList<>();
                for (int month = firstDay().getMonthValue();
                        month <= period.lastDay().getMonthValue();
                        month++) {
                    months.add(month + "月");
                }
                yield months;
            }
            case TEXT, INTEGER, DECIMAL, PERCENT -> List.of();
        };
    }

    /** All labels to print, in order, if these occur. */
    List<String> labels(Set<String> occurring) {
        List<String> labels = new ArrayList<>(always());
        occurring.stream()
                .filter(label -> !labels.contains(label) && !label.equals(OTHERS) && !label.equals(BLANK))
                .sorted()
                .forEach(labels::add);
        for (String last : List.of(OTHERS, BLANK)) {
            if (occurring.contains(last) && !labels.contains(last)) {
                labels.add(last);
            }
        }
        return labels;
    }
}
