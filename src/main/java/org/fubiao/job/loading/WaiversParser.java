package org.fubiao.job.loading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;

/** Errors that do not count: {@code waivers.yml}. */
final class WaiversParser {
    /** What fails on our side is nobody's to be excused from. */
    private static final Set<String> NEVER =
            Set.of(FindingCode.RULE_BROKEN.code(), FindingCode.BALANCE.code(), FindingCode.WRONG_PARENT.code());

    private final References references;
    private final Forms forms;
    private final Codes codes;
    private final boolean allCodes;

    /** @param allCodes whether {@code codes} has all there are: some files could perhaps not be read */
    WaiversParser(References references, Forms forms, Codes codes, boolean allCodes) {
        this.references = references;
        this.forms = forms;
        this.codes = codes;
        this.allCodes = allCodes;
    }

    List<Waiver> parse(Value file) {
        List<Waiver> waivers = new ArrayList<>();
        for (Value value : file.items()) {
            value.get("rule").filter(Value::isText).ifPresent(this::checkRule);
            checkScope(value);
            checkGranted(value);
            List<Period> periods = value.items("periods").stream()
                    .filter(Value::isText)
                    .flatMap(period -> references.periodOf(period).stream())
                    .toList();
            Optional<Form> form = value.get("form").flatMap(forms::find).map(FormDraft::form);
            List<String> item = item(value, form);
            form.ifPresent(found -> checkField(value, found));
            Optional<LocalDate> until = References.date(value, "until");
            String unit = references.unit(value);
            until.ifPresent(day -> waivers.add(new Waiver(
                    value.text("rule", ""),
                    unit,
                    form.map(Form::id).orElse(""),
                    item,
                    value.text("field", ""),
                    periods,
                    value.text("reason", ""),
                    value.text("asked", ""),
                    value.text("granted", ""),
                    day)));
        }
        return waivers;
    }

    private void checkRule(Value rule) {
        Optional<Severity> level = codes.level(rule.text());
        if (NEVER.contains(rule.text())) {
            rule.problem("“" + rule.text() + "”是系统、规则定义或单位名册的问题，不能豁免", "请排除问题后重新运行。");
        } else if (level.isPresent() && level.get() != Severity.ERROR) {
            rule.problem(
                    "“" + rule.text() + "”的级别是" + level.get().label() + "，只有错误才需要豁免",
                    level.get() == Severity.WARNING ? "请由单位在回执中写情况说明。" : "请删去。");
        } else if (level.isEmpty() && allCodes) {
            rule.problem("没有编号为“" + rule.text() + "”的审核规则、对账或审核问题", Suggestion.among(rule.text(), codes.all()));
        }
    }

    /** What a rule leaves out as a whole can only count as a whole, and a reconciliation is no form's. */
    private void checkScope(Value value) {
        String rule = value.text("rule", "");
        if (codes.isReconciliation(rule) && value.has("form")) {
            value.problemAt("form", "“" + rule + "”是对账，不属于哪一张报表", "请删去 form。");
        }
        Consequence consequence = codes.consequence(rule);
        String what = "不满足“" + rule + "”时" + consequence.label();
        if (consequence.blocks() && value.has("field")) {
            value.problemAt("field", what + "，不能只豁免一栏", "请删去 field。");
        }
        if (consequence.blocks() && consequence != Consequence.ROW && value.has("item")) {
            value.problemAt("item", what + "，不能只豁免一行", "请删去 item。");
        }
    }

    private static void checkGranted(Value value) {
        Optional<String> granted = value.text("granted");
        if (granted.isPresent() && granted.equals(value.text("asked"))) {
            value.problemAt("granted", "批准人“" + granted.get() + "”就是申请人", "豁免须由申请人以外的人批准。");
        }
    }

    /** The item that is named, which its form must have, or the values of its key. */
    private static List<String> item(Value value, Optional<Form> form) {
        Optional<Value> item = value.get("item").filter(Value::isSound);
        if (item.isEmpty()) {
            return List.of();
        }
        List<String> texts =
                item.get().isText() ? List.of(item.get().text()) : item.get().texts();
        if (!value.has("form")) {
            item.get().problem("写了 item 而没有写 form，不知是哪张报表的行", "请写明 form。");
        } else if (form.isPresent() && form.get().isMatrix()) {
            List<String> items =
                    form.get().items().stream().map(Form.Item::name).toList();
            if (texts.size() != 1 || !items.contains(texts.get(0))) {
                String written = String.join("、", texts);
                item.get()
                        .problem("“" + form.get().title() + "”没有项目“" + written + "”", Suggestion.among(written, items));
            }
        } else if (form.isPresent() && texts.size() != form.get().key().size()) {
            List<String> key = form.get().key();
            item.get()
                    .problem(
                            key.isEmpty()
                                    ? "“" + form.get().title() + "”没有关键字段（key），不能指定某一行"
                                    : "“" + form.get().title() + "”的关键字段有" + key.size() + "个（" + String.join("、", key)
                                            + "），写了" + texts.size() + "个值",
                            key.isEmpty() ? "请删去 item，或在报表中写明 key。" : "请逐个写明它们的值。");
        }
        return texts;
    }

    private static void checkField(Value value, Form form) {
        List<String> names = form.fields().stream().map(Field::name).toList();
        value.get("field")
                .filter(field -> field.isText() && !names.contains(field.text()))
                .ifPresent(field -> field.problem(
                        "“" + form.title() + "”没有字段“" + field.text() + "”", Suggestion.among(field.text(), names)));
    }
}
