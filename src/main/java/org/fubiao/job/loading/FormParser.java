package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Form.FormKind;
import org.fubiao.job.Form.Item;
import org.fubiao.job.Form.KeyScope;
import org.fubiao.job.Rule;

/** The forms of a job: {@code forms/*.yml}. */
final class FormParser {
    private final List<String> kinds;
    private final Codes codes;
    private final Labels titles = new Labels();

    /**
     * @param kinds the kinds of unit; empty if they are not known
     */
    FormParser(List<String> kinds, Codes codes) {
        this.kinds = kinds;
        this.codes = codes;
    }

    FormDraft parse(String id, Value value) {
        boolean matrix = value.has("rows") || value.has("columns");
        String title = value.text("form", id);
        Set<String> broken = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        FieldParser fieldParser = new FieldParser();
        value.entries(matrix ? "columns" : "fields").forEach((name, entry) -> {
            fields.add(fieldParser.parse(name, entry));
            if (!entry.isSound()) {
                broken.add(name);
            }
        });
        List<Item> items = matrix ? items(value) : List.of();
        List<Value> conditions = new ArrayList<>();
        List<Rule> rules = rules(value, matrix, conditions);
        List<String> key = value.texts("key");
        Form form = new Form(
                id,
                title,
                value.texts("aliases"),
                matrix ? FormKind.MATRIX : FormKind.LIST,
                kinds(value, "from"),
                kinds(value, "may"),
                key,
                value.text("unique", "unit").equals("job") ? KeyScope.JOB : KeyScope.UNIT,
                fields,
                items,
                rules);
        checkTitle(value, form);
        checkReporters(value);
        List<String> names = fields.stream().map(Field::name).toList();
        for (Value name : value.items("key")) {
            if (!names.isEmpty() && !names.contains(name.text())) {
                name.problem("没有字段“" + name.text() + "”", Suggestion.among(name.text(), names));
            }
        }
        return new FormDraft(form, value, broken, conditions);
    }

    private void checkTitle(Value value, Form form) {
        List<String> all = new ArrayList<>(form.aliases());
        all.add(0, form.title());
        for (String title : all) {
            titles.claim(title, form.id())
                    .ifPresent(other ->
                            value.problemAt("form", "“" + title + "”也是 forms/" + other + ".yml 的名称，无法区分", "请改用不同的名称。"));
        }
    }

    private void checkReporters(Value value) {
        boolean nobody = value.items("from").isEmpty() && value.items("may").isEmpty();
        boolean readable = value.get("from").map(Value::isSound).orElse(true)
                && value.get("may").map(Value::isSound).orElse(true);
        if (nobody && readable && value.resolved() instanceof Shape.Keys) {
            value.problem("没有单位报送此表", "请在 from（必须报送）或 may（可以报送）中写明单位类别。");
        }
        for (Value kind : value.items("may")) {
            if (value.texts("from").contains(kind.text())) {
                kind.problem("“" + kind.text() + "”已在 from 中", "请从 may 中删去。");
            }
        }
    }

    private List<String> kinds(Value form, String key) {
        for (Value kind : form.items(key)) {
            if (kind.isText() && !kinds.isEmpty() && !kinds.contains(kind.text())) {
                kind.problem("名册中没有“" + kind.text() + "”这一类单位", Suggestion.kind(kind.text(), kinds));
            }
        }
        return form.texts(key);
    }

    private static List<Item> items(Value form) {
        List<Item> items = new ArrayList<>();
        Labels labels = new Labels();
        Value rows = form.get("rows").orElse(form);
        for (Value row : rows.items()) {
            items.add(new Item(row.text(), List.of()));
            claim(labels, items, row);
        }
        rows.entries().forEach((name, entry) -> {
            items.add(new Item(name, entry.texts("aliases")));
            claim(labels, items, entry);
        });
        return items;
    }

    /** Claims the labels of the item that was added last. */
    private static void claim(Labels labels, List<Item> items, Value place) {
        Item item = items.get(items.size() - 1);
        List<String> all = new ArrayList<>(item.aliases());
        all.add(0, item.name());
        for (String label : all) {
            labels.claim(label, "第" + items.size() + "个项目“" + item.name() + "”")
                    .ifPresent(other -> place.problem("“" + label + "”与" + other + "重名", "请改名，或删去一个。"));
        }
    }

    private List<Rule> rules(Value form, boolean matrix, List<Value> conditions) {
        List<Rule> rules = new ArrayList<>();
        for (Value rule : form.items("rules")) {
            String kind = List.of("check", "across", "down").stream()
                    .filter(rule::has)
                    .findFirst()
                    .orElse("");
            if (kind.isEmpty()) {
                continue;
            }
            codes.claim(rule);
            Value condition = rule.get(kind).orElseThrow();
            if (!matrix && !kind.equals("check")) {
                condition.problem("台账没有" + (kind.equals("down") ? "固定的行" : "固定的列"), "台账的规则请写 check。");
            }
            rules.add(new Rule(
                    rule.text("code", ""),
                    kind.equals("down") ? Rule.Kind.DOWN : Rule.Kind.ROW,
                    condition.text(),
                    level(rule),
                    rule.text("message", "应满足“" + condition.text() + "”"),
                    blocks(rule),
                    rule.flag("trial", false),
                    explainedInNotes(rule)));
            conditions.add(condition);
        }
        return rules;
    }

    /** Units explain warnings: an error is to be mended, or waived. */
    private static boolean explainedInNotes(Value rule) {
        Optional<Value> explain = rule.get("explain").filter(Value::isSound);
        if (explain.isPresent() && level(rule) != Severity.WARNING) {
            explain.get().problem("规则的级别是" + level(rule).label() + "，只有警告才由单位说明情况", "请把 level 写成 warning，或删去 explain。");
        }
        return explain.isPresent();
    }

    static Severity level(Value value) {
        return switch (value.text("level", "error")) {
            case "warning" -> Severity.WARNING;
            case "note" -> Severity.NOTE;
            default -> Severity.ERROR;
        };
    }

    /** What a failure blocks; only an error may block anything, or data would be left out of a run that says that all is well. */
    static Consequence blocks(Value value) {
        Optional<Value> blocks = value.get("blocks").filter(Value::isSound);
        Consequence consequence = blocks.map(word -> Format.constant(Consequence.class, word.text()))
                .orElse(Consequence.NOTHING);
        if (consequence.blocks() && level(value) != Severity.ERROR) {
            Value word = blocks.orElseThrow();
            word.problem(
                    "“" + word.text() + "”会使数据不计入汇总，而 level 是“" + value.text("level", "error") + "”",
                    "请把 level 改为 error，或删去 blocks。");
        }
        return consequence;
    }
}
