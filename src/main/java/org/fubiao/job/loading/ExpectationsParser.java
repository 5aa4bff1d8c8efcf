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
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** Deadlines, extensions and exemptions: {@code expected.yml}. */
final class ExpectationsParser {
    private final List<Unit> units;
    private final Forms forms;
    private final PeriodKind kind;

    ExpectationsParser(List<Unit> units, Forms forms, PeriodKind kind) {
        this.units = units;
        this.forms = forms;
        this.kind = kind;
    }

    Expectations parse(Value file) {
        Map<String, Due> byForm = new LinkedHashMap<>();
        for (Value value : file.items("deadlines")) {
            Optional<Due> due = value.get("due").flatMap(this::due);
            due.ifPresent(day -> byForm.put(form(value), day));
        }
        List<Extension> extensions = new ArrayList<>();
        for (Value value : file.items("extensions")) {
            Optional<Period> period = period(value);
            Optional<LocalDate> until = date(value, "until");
            String unit = unit(value);
            String form = form(value);
            if (period.isPresent() && until.isPresent()) {
                extensions.add(new Extension(unit, form, period.get(), until.get(), value.text("reason", "")));
            }
        }
        List<Exemption> exemptions = new ArrayList<>();
        for (Value value : file.items("exemptions")) {
            @Nullable Period period = value.has("period") ? period(value).orElse(null) : null;
            exemptions.add(new Exemption(
                    unit(value), form(value), period, value.text("reason", ""), value.text("granted", "")));
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

    private Optional<Period> period(Value owner) {
        Optional<Value> value = owner.get("period");
        Optional<Period> period = value.flatMap(text -> Period.parse(text.text()));
        if (value.isPresent() && period.filter(one -> one.kind() == kind).isEmpty()) {
            String example = switch (kind) {
                case YEAR -> "2023";
                case QUARTER -> "2023-Q4";
                case MONTH -> "2023-12";
            };
            value.get().problem("写的是“" + value.get().text() + "”，不是本任务的报告期", "请写成 " + example + "。");
            return Optional.empty();
        }
        return period;
    }

    private static Optional<LocalDate> date(Value owner, String key) {
        Optional<Value> value = owner.get(key).filter(Value::isSound);
        try {
            return value.map(text -> LocalDate.parse(text.text()));
        } catch (DateTimeException e) {
            value.orElseThrow().problem("写的是“" + value.get().text() + "”，没有这一天", "请写成 2024-01-20。");
            return Optional.empty();
        }
    }

    /** Code of the unit that is named; empty where it is unknown, which has been said. */
    private String unit(Value owner) {
        String text = owner.text("unit", "");
        for (Unit unit : units) {
            if (unit.code().equals(text)
                    || unit.name().equals(text)
                    || unit.aliases().contains(text)) {
                return unit.code();
            }
        }
        if (!text.isEmpty() && !units.isEmpty()) {
            owner.get("unit")
                    .orElse(owner)
                    .problem(
                            "没有报送单位“" + text + "”",
                            Suggestion.among(
                                    text, units.stream().map(Unit::name).toList()));
        }
        return "";
    }

    private String form(Value owner) {
        return owner.get("form")
                .flatMap(forms::find)
                .map(draft -> draft.form().id())
                .orElse("");
    }
}
