package org.fubiao.job.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** The register of units: {@code units.csv}. */
final class UnitsFile {
    private static final String CODE = "代码";
    private static final String NAME = "名称";
    private static final String ALIASES = "别名";
    private static final String PARENT = "上级";
    private static final String KIND = "类别";
    private static final String FORMER = "原代码";
    private static final List<String> COLUMNS = List.of(CODE, NAME, ALIASES, PARENT, KIND, FORMER);
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final String file;
    private final Problems problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Labels labels = new Labels();

    private UnitsFile(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads the units, in the order of the file. */
    static List<Unit> read(String file, String text, Problems problems) {
        UnitsFile units = new UnitsFile(file, problems);
        try (CSVParser rows = CSVParser.parse(text, FORMAT)) {
            boolean first = true;
            for (CSVRecord row : rows) {
                if (first) {
                    first = false;
                    if (!units.readHead(row)) {
                        return List.of();
                    }
                } else {
                    units.readUnit(row, (int) rows.getCurrentLineNumber());
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.add(file, 0, "", "不符合 CSV 的写法", "请检查引号是否成对。");
            return List.of();
        }
        units.checkParents();
        units.checkFormer();
        if (units.units.isEmpty() && !problems.in(file)) {
            problems.add(file, 0, "", "没有报送单位", "请至少写一个单位，各列依次为 " + String.join(",", COLUMNS) + "。");
        }
        return List.copyOf(units.units.values());
    }

    private boolean readHead(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            String head = row.get(i).strip();
            if (!COLUMNS.contains(head)) {
                problems.add(file, 1, "", "不认识的列“" + head + "”", Suggestion.among(head, COLUMNS));
            } else if (columns.putIfAbsent(head, i) != null) {
                problems.add(file, 1, "", "列“" + head + "”写了两次", "请删去一列。");
            }
        }
        List<String> missing = List.of(CODE, NAME, KIND).stream()
                .filter(head -> !columns.containsKey(head))
                .toList();
        if (!missing.isEmpty()) {
            problems.add(file, 1, "", "缺少列 " + String.join("、", missing), "第一行应为 " + String.join(",", COLUMNS) + "。");
        }
        return missing.isEmpty();
    }

    private void readUnit(CSVRecord row, int line) {
        String code = cell(row, CODE);
        String name = cell(row, NAME);
        String kind = cell(row, KIND);
        String where = "单位“" + (name.isEmpty() ? code : name) + "”";
        for (String column : List.of(CODE, NAME, KIND)) {
            if (cell(row, column).isEmpty()) {
                problems.add(file, line, where, column + "是空的", "请填写。");
            }
        }
        if (row.size() > columns.size()) {
            problems.add(file, line, where, "本行有" + row.size() + "格，多于表头的" + columns.size() + "列", "含逗号的文字要用双引号括起来。");
        }
        if (code.isEmpty()) {
            return;
        }
        List<String> aliases = several(row, ALIASES);
        String parent = cell(row, PARENT);
        if (units.containsKey(code)) {
            problems.add(file, line, where, "代码“" + code + "”重复，第" + lines.get(code) + "行已有", "代码必须唯一。");
            return;
        }
        units.put(code, new Unit(code, name, aliases, parent.isEmpty() ? null : parent, kind, several(row, FORMER)));
        lines.put(code, line);
        List<String> names = new ArrayList<>(aliases);
        names.add(0, name);
        names.add(code);
        for (String label : names) {
            if (!label.isEmpty()) {
                labels.claim(label, code)
                        .ifPresent(other -> problems.add(
                                file,
                                line,
                                where,
                                "“" + label + "”也指第" + lines.get(other) + "行的单位，无法区分",
                                "名称、别名和代码在各单位间不得重复。"));
            }
        }
    }

    private void checkParents() {
        Set<String> above = new HashSet<>();
        for (Unit unit : units.values()) {
            above.add(unit.code());
            String parent = unit.parent();
            if (parent == null) {
                continue;
            }
            int line = lines.getOrDefault(unit.code(), 0);
            String where = "单位“" + unit.name() + "”";
            if (!units.containsKey(parent)) {
                problems.add(
                        file, line, where, "上级“" + parent + "”不是任何单位的代码", Suggestion.among(parent, units.keySet()));
            } else if (isBelowItself(unit)) {
                problems.add(file, line, where, "上级绕成了圈", "请改正上级。");
            } else if (!above.contains(parent)) {
                problems.add(file, line, where, "上级“" + parent + "”写在第" + lines.get(parent) + "行，应在本行之前", "请把上级移到前面。");
            }
        }
    }

    /** What was published of a former unit goes on with one unit of today. */
    private void checkFormer() {
        Map<String, String> successors = new HashMap<>();
        for (Unit unit : units.values()) {
            int line = lines.getOrDefault(unit.code(), 0);
            String where = "单位“" + unit.name() + "”";
            for (String former : unit.former()) {
                String other = successors.putIfAbsent(former, unit.code());
                if (units.containsKey(former)) {
                    problems.add(
                            file,
                            line,
                            where,
                            "原代码“" + former + "”仍在第" + lines.get(former) + "行",
                            "原代码是已不再使用的代码，请删去其中一处。");
                } else if (other != null) {
                    problems.add(
                            file,
                            line,
                            where,
                            "原代码“" + former + "”已写在第" + lines.get(other) + "行",
                            "一个单位拆分后，上期的数不知归谁，请只写在一行，或都不写。");
                }
            }
        }
    }

    private boolean isBelowItself(Unit unit) {
        Set<String> seen = new HashSet<>();
        @Nullable Unit at = unit;
        while (at != null && seen.add(at.code())) {
            String parent = at.parent();
            at = parent == null ? null : units.get(parent);
        }
        return at != null && at.code().equals(unit.code());
    }

    /** Texts that are separated by semicolons. */
    private List<String> several(CSVRecord row, String column) {
        return Arrays.stream(cell(row, column).split("[;；]"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String cell(CSVRecord row, String column) {
        Integer index = columns.get(column);
        return index == null || index >= row.size() ? "" : row.get(index).strip();
    }
}
