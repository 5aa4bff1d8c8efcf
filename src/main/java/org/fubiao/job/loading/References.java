package org.fubiao.job.loading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Unit;

/** The units, forms and periods that definitions name. */
final class References {
    private final List<Unit> units;
    private final Forms forms;
    private final PeriodKind kind;

    References(List<Unit> units, Forms forms, PeriodKind kind) {
        this.units = units;
        this.forms = forms;
        this.kind = kind;
    }

    /** The period that is named; empty where there is none or it is none of the job's, which has been said. */
    Optional<Period> period(Value owner) {
        return owner.get("period").flatMap(this::periodOf);
    }

    /** The period that a value names; empty where it is none of the job's, which has been said. */
    Optional<Period> periodOf(Value value) {
        Optional<Period> period = Period.parse(value.text());
        if (period.filter(one -> one.kind() == kind).isEmpty()) {
            value.problem("写的是“" + value.text() + "”，不是本任务的报告期", "请写成 " + kind.example() + " 的样子。");
            return Optional.empty();
        }
        return period;
    }

    /** The day at a key; empty where it is none, which has been said. */
    static Optional<LocalDate> date(Value owner, String key) {
        Optional<Value> value = owner.get(key).filter(Value::isSound);
        try {
            return value.map(text -> LocalDate.parse(text.text()));
        } catch (DateTimeException e) {
            value.orElseThrow().problem("写的是“" + value.get().text() + "”，没有这一天", "请写成 2024-01-20。");
            return Optional.empty();
        }
    }

    /** Code of the unit that is named; empty where it is unknown, which has been said. */
    String unit(Value owner) {
        String text = owner.text("unit", "");
        List<String> codes = units.stream()
                .filter(unit -> unit.code().equals(text) || unit.names().anyMatch(text::equals))
                .map(Unit::code)
                .distinct()
                .toList();
        if (codes.size() > 1) {
            owner.problemAt("unit", "“" + text + "”先后是代码" + String.join("、", codes) + "的单位", "请写代码。");
        }
        if (!codes.isEmpty()) {
            return codes.get(0);
        }
        if (!text.isEmpty() && !units.isEmpty()) {
            owner.problemAt(
                    "unit",
                    "没有报送单位“" + text + "”",
                    Suggestion.among(
                            text, units.stream().map(Unit::name).distinct().toList()));
        }
        return "";
    }

    /** Id of the form that is named; empty where none is, or an unknown one, which has been said. */
    String form(Value owner) {
        return owner.get("form")
                .flatMap(forms::find)
                .map(draft -> draft.form().id())
                .orElse("");
    }
}
