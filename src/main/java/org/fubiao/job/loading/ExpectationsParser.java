package org.fubiao.job.loading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Expectations;
import org.fubiao.job.Expectations.DatedBy;
import org.fubiao.job.Expectations.Due;
import org.fubiao.job.Expectations.Exemption;
import org.fubiao.job.Expectations.Extension;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.jspecify.annotations.Nullable;

/** Deadlines, extensions and exemptions: {@code expected.yml}. */
final class ExpectationsParser {
    private final References references;
    private final PeriodKind kind;

    ExpectationsParser(References references, PeriodKind kind) {
        this.references = references;
        this.kind = kind;
    }

    Expectations parse(Value file) {
        Map<String, Due> byForm = new LinkedHashMap<>();
        for (Value value : file.items("deadlines")) {
            Optional<Due> due = value.get("due").flatMap(this::due);
            due.ifPresent(day -> byForm.put(references.form(value), day));
        }
        List<Extension> extensions = new ArrayList<>();
        for (Value value : file.items("extensions")) {
            Optional<Period> period = references.period(value);
            Optional<LocalDate> until = References.date(value, "until");
            String unit = references.unit(value);
            String form = references.form(value);
            if (period.isPresent() && until.isPresent()) {
                extensions.add(new Extension(unit, form, period.get(), until.get(), value.text("reason", "")));
            }
        }
        List<Exemption> exemptions = new ArrayList<>();
        for (Value value : file.items("exemptions")) {
            @Nullable Period period = value.has("period") ? references.period(value).orElse(null) : null;
            exemptions.add(new Exemption(
                    references.unit(value),
                    references.form(value),
                    period,
                    value.text("reason", ""),
                    value.text("granted", "")));
        }
        return new Expectations(
                file.get("deadline").flatMap(this::due).orElse(null),
                file.text("dated-by", "received").equals("filled") ? DatedBy.FILLED : DatedBy.RECEIVED,
                byForm,
                extensions,
                exemptions);
    }

    private Optional<Due> due(Value value) {
        String text = value.text();
        if (!value.isSound() || text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,3}")) {
            return Optional.of(new Due(0, Integer.parseInt(text)));
        }
        if (kind != PeriodKind.YEAR) {
            value.problem("写的是“" + text + "”，只有按年报送的任务才能写成次年的月-日", "请写成报告期结束后的天数，如 10。");
            return Optional.empty();
        }
        try {
            // A day that only leap years have would be none in others.
            MonthDay day = MonthDay.parse("--" + text);
            if (day.isValidYear(2023)) {
                return Optional.of(new Due(day.getMonthValue(), day.getDayOfMonth()));
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        value.problem("写的是“" + text + "”，没有这一天", "请写成次年的月-日，如 01-10。");
        return Optional.empty();
    }
}
