package org.fubiao.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;

/** The checks that follow from the definitions of fields. */
final class FieldChecks {
    private FieldChecks() {}

    static List<Check> of(Form form) {
        List<Check> checks = new ArrayList<>();
        for (Field field : form.fields()) {
            if (field.required()) {
                checks.add(required(field));
            }
            if (field.pattern() != null) {
                checks.add(pattern(field, field.pattern()));
            }
            if (field.type() == FieldType.CODE) {
                checks.add(codes(field));
            }
            if (field.min() != null) {
                checks.add(bound(field, field.min(), true));
            }
            if (field.max() != null) {
                checks.add(bound(field, field.max(), false));
            }
        }
        return checks;
    }

    private static Check required(Field field) {
        return check(
                FindingCode.REQUIRED,
                field,
                Compute.name(field.name()) + " IS NOT NULL",
                values -> new Check.Words("", "必填", "“" + field.name() + "”为必填项，此处为空，请补填。"));
    }

    private static Check pattern(Field field, String pattern) {
        return check(
                FindingCode.PATTERN,
                field,
                "regexp_full_match(" + Compute.name(field.name()) + ", " + Compute.literal(pattern) + ")",
                values -> {
                    String found = Show.value(values.get(0));
                    return new Check.Words(
                            found, pattern, "“" + field.name() + "”填报为“" + found + "”，不符合规定格式（" + pattern + "），请核对。");
                });
    }

    private static Check codes(Field field) {
        String list = String.join("、", field.codes());
        return check(
                FindingCode.NOT_IN_CODES,
                field,
                Compute.name(field.name()) + " IN ("
                        + field.codes().stream().map(Compute::literal).collect(Collectors.joining(", ")) + ")",
                values -> {
                    String found = Show.value(values.get(0));
                    return new Check.Words(
                            found, list, "“" + field.name() + "”填报为“" + found + "”，应为下列之一：" + list + "。请改填其中一项。");
                });
    }

    private static Check bound(Field field, BigDecimal bound, boolean least) {
        String limit = Show.value(bound, field.type());
        String must = least ? "不小于 " : "不大于 ";
        return check(
                least ? FindingCode.BELOW_MINIMUM : FindingCode.ABOVE_MAXIMUM,
                field,
                Compute.name(field.name()) + (least ? " >= " : " <= ") + bound.toPlainString(),
                values -> {
                    String found = Show.value(values.get(0), field.type());
                    return new Check.Words(
                            found, must + limit, "“" + field.name() + "”填报为 " + found + "，应" + must + limit + "，请核对。");
                });
    }

    private static Check check(FindingCode code, Field field, String condition, Check.Wording wording) {
        return new Check(
                null,
                code.code(),
                code.severity(),
                condition,
                List.of(Compute.name(field.name())),
                List.of(field.name()),
                wording);
    }
}
