package org.fubiao.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fubiao.bench.data.Spec.AppendixSpec;
import org.fubiao.bench.data.Spec.ColumnSpec;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.RuleSpec;
import org.fubiao.bench.data.Spec.UnitSpec;
import org.fubiao.bench.data.Spec.WhereSpec;

/** Writes a case as a job folder. Every measure is also quoted as a figure, which is where its exact value is published. */
final class JobFolder {
    private final Spec spec;

    JobFolder(Spec spec) {
        this.spec = spec;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("forms"));
        Files.createDirectories(folder.resolve("appendices"));
        writeHead(folder, false);
        Files.writeString(folder.resolve("units.csv"), units());
        for (FormSpec form : spec.forms()) {
            Files.writeString(folder.resolve("forms/" + form.id() + ".yml"), form(form));
        }
        Files.writeString(folder.resolve("measures.yml"), measures());
        Files.writeString(folder.resolve("figures.yml"), figures());
        for (int i = 0; i < spec.appendices().size(); i++) {
            String name = String.format(Locale.ROOT, "appendices/%02d.yml", i + 1);
            Files.writeString(folder.resolve(name), appendix(spec.appendices().get(i)));
        }
    }

    /** The others write no receipts, so Fubiao is measured without them, and with them by itself. */
    static void writeHead(Path folder, boolean receipts) throws IOException {
        Files.writeString(
                folder.resolve("job.yml"), "title: 统计附表\noffice: 市统计办公室\nperiod: year\nreceipts: " + receipts + "\n");
    }

    private String units() {
        StringBuilder csv = new StringBuilder("代码,名称,别名,上级,类别\n");
        for (UnitSpec unit : spec.units()) {
            csv.append(unit.code() + "," + unit.name() + ",,," + unit.kind() + "\n");
        }
        return csv.toString();
    }

    private List<String> kinds() {
        return spec.units().stream().map(UnitSpec::kind).distinct().toList();
    }

    private String form(FormSpec form) {
        StringBuilder yaml = new StringBuilder("form: " + form.title() + "\nfrom: " + kinds() + "\n");
        if (form.isList()) {
            yaml.append("key: " + form.key() + "\nfields:\n");
        } else {
            yaml.append("rows: " + form.items() + "\ncolumns:\n");
        }
        for (ColumnSpec column : form.columns()) {
            yaml.append("  " + column.name() + ": {" + attributes(column) + "}\n");
        }
        yaml.append("rules:\n");
        for (RuleSpec rule : form.rules()) {
            String kind = form.isList() ? "check" : "across";
            yaml.append("  - {code: " + rule.code() + ", " + kind + ": \"" + condition(form, rule) + "\"}\n");
        }
        return yaml.toString();
    }

    private static String attributes(ColumnSpec column) {
        List<String> said = new ArrayList<>(List.of("type: " + column.type()));
        if (column.required()) {
            said.add("required: true");
        }
        if (column.pattern() != null) {
            said.add("pattern: \"" + column.pattern() + "\"");
        }
        if (!column.codes().isEmpty()) {
            said.add("codes: " + column.codes());
        }
        if (column.scale() != null) {
            said.add("scale: " + column.scale());
        }
        if (column.min() != null) {
            said.add("min: " + column.min());
        }
        if (column.max() != null) {
            said.add("max: " + column.max());
        }
        return String.join(", ", said);
    }

    private static String condition(FormSpec form, RuleSpec rule) {
        if (rule.op().startsWith("length")) {
            return "length(" + rule.left() + ") " + rule.op().substring("length".length()) + " " + rule.value();
        }
        String right = rule.rightColumn();
        return rule.left() + " " + rule.op() + " "
                + (right != null ? right : literal(form.type(rule.left()), String.valueOf(rule.value())));
    }

    private static String literal(String type, String value) {
        return switch (type) {
            case "integer", "decimal", "percent" -> value;
            case "date" -> "date '" + value + "'";
            default -> "'" + value + "'";
        };
    }

    private String measures() {
        StringBuilder yaml = new StringBuilder();
        for (MeasureSpec measure : spec.measures()) {
            FormSpec form = spec.form(measure.form());
            String value = measure.column() == null ? "count(*)" : measure.aggregate() + "(" + measure.column() + ")";
            yaml.append(measure.name() + ": {form: " + form.title() + ", value: " + value);
            measure.condition().ifPresent(where -> yaml.append(", where: \"" + condition(form, where) + "\""));
            yaml.append(", scale: " + (measure.scale() == null ? 0 : measure.scale()) + ", uom: 个}\n");
        }
        return yaml.toString();
    }

    private static String condition(FormSpec form, WhereSpec where) {
        if (form.type(where.column()).equals("yes-no")) {
            return where.value().equals("是") ? where.column() : "not " + where.column();
        }
        return where.column() + " " + where.op() + " " + literal(form.type(where.column()), where.value());
    }

    private String figures() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < spec.measures().size(); i++) {
            String name = spec.measures().get(i).name();
            yaml.append(String.format(
                    Locale.ROOT, "- {id: F%03d, theme: 合计, measure: %s, say: \"%s{}\"}%n", i + 1, name, name));
        }
        return yaml.toString();
    }

    private String appendix(AppendixSpec appendix) {
        String rows = appendix.listing() == null
                ? "unit: " + kinds() + ", subtotal: true"
                : "list: " + spec.form(appendix.listing()).title();
        return "title: " + appendix.title() + "\nrows: {" + rows + "}\ncolumns:\n"
                + (appendix.listing() == null ? appendix.measures() : appendix.columns())
                        .stream().map(name -> "  - " + name + "\n").collect(Collectors.joining());
    }
}
