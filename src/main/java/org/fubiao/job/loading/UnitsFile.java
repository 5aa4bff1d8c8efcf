package org.fubiao.job.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.job.Period;
import org.fubiao.job.PeriodKind;
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
    private static final String FROM = "起始期";
    private static final String UNTIL = "终止期";
    private static final String MAIL = "邮箱";
    private static final List<String> COLUMNS = List.of(CODE, NAME, ALIASES, PARENT, KIND, FORMER, FROM, UNTIL, MAIL);
    /** One plain address: nothing that could be read as another, or as more than an address. */
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final String file;
    private final Optional<PeriodKind> kind;
    private final Problems problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Listed> units = new ArrayList<>();

    /** Else nobody knows who reports at the same time. */
    private boolean periodsSound = true;

    private record Listed(Unit unit, int line) {
        String where() {
            return UnitsFile.where(unit.name());
        }
    }

    private UnitsFile(String file, Optional<PeriodKind> kind, Problems problems) {
        this.file = file;
        this.kind = kind;
        this.problems = problems;
    }

    /**
     * Reads the units, in the order of the file.
     *
     * @param kind of the job's periods; empty if that is unknown
     */
    static List<Unit> read(String file, String text, Optional<PeriodKind> kind, Problems problems) {
        UnitsFile units = new UnitsFile(file, kind, problems);
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
        if (units.periodsSound) {
            units.stretches().forEach(units::check);
        }
        if (units.units.isEmpty() && !problems.in(file)) {
            problems.add(file, 0, "", "没有报送单位", "请至少写一个单位，各列依次为 " + String.join(",", COLUMNS) + "。");
        }
        return units.units.stream().map(Listed::unit).toList();
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
        String where = where(name.isEmpty() ? code : name);
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
        Period from = period(row, FROM, line, where);
        Period until = period(row, UNTIL, line, where);
        if (from != null && until != null && from.compareTo(until) > 0) {
            problems.add(file, line, where, "起始期" + from + "在终止期" + until + "之后", "请改正其一。");
            periodsSound = false;
        }
        String parent = cell(row, PARENT);
        units.add(new Listed(
                new Unit(
                        code,
                        name,
                        several(row, ALIASES),
                        parent.isEmpty() ? null : parent,
                        cell(row, KIND),
                        several(row, FORMER),
                        from,
                        until,
                        mail(row, line, where)),
                line));
    }

    private String mail(CSVRecord row, int line, String where) {
        String mail = cell(row, MAIL);
        if (!mail.isEmpty() && !ADDRESS.matcher(mail).matches()) {
            problems.add(file, line, where, "邮箱写的是“" + mail + "”，不是邮箱地址", "请只写一个地址，如 tj@example.gov.cn；没有的空着。");
            return "";
        }
        return mail;
    }

    private @Nullable Period period(CSVRecord row, String column, int line, String where) {
        String text = cell(row, column);
        if (text.isEmpty()) {
            return null;
        }
        Optional<Period> period = Period.parse(text);
        if (period.isEmpty()
                || kind.filter(known -> known != period.get().kind()).isPresent()) {
            problems.add(
                    file,
                    line,
                    where,
                    column + "写的是“" + text + "”，不是本任务的报告期",
                    "请写成 " + kind.orElse(PeriodKind.YEAR).example() + " 的样子。");
            periodsSound = false;
            return null;
        }
        return period.get();
    }

    /**
     * The units of each stretch of time in which they are the same. What is wrong in one of them is wrong, be it right in the
     * others.
     */
    private List<List<Listed>> stretches() {
        TreeSet<Period> beginnings = new TreeSet<>();
        for (Listed listed : units) {
            Optional.ofNullable(listed.unit().from()).ifPresent(beginnings::add);
            Optional.ofNullable(listed.unit().until()).map(Period::next).ifPresent(beginnings::add);
        }
        if (beginnings.isEmpty()) {
            return List.of(units);
        }
        beginnings.add(beginnings.first().previous());
        return beginnings.stream()
                .map(period -> units.stream()
                        .filter(listed -> listed.unit().reportsFor(period))
                        .toList())
                .toList();
    }

    private void check(List<Listed> reporting) {
        Map<String, Listed> byCode = new LinkedHashMap<>();
        for (Listed listed : reporting) {
            Listed other = byCode.putIfAbsent(listed.unit().code(), listed);
            if (other != null) {
                problems.add(
                        file,
                        listed.line(),
                        listed.where(),
                        "代码“" + listed.unit().code() + "”重复，第" + other.line() + "行已有",
                        "代码必须唯一；一个单位分两行写的，起止期不能重叠。");
            }
        }
        checkNames(byCode);
        checkParents(byCode);
        checkFormer(byCode);
    }

    private void checkNames(Map<String, Listed> byCode) {
        Labels labels = new Labels();
        for (Listed listed : byCode.values()) {
            Unit unit = listed.unit();
            Stream.concat(Stream.of(unit.code(), unit.name()), unit.aliases().stream())
                    .filter(label -> !label.isEmpty())
                    .forEach(label -> labels.claim(label, unit.code())
                            .ifPresent(other -> problems.add(
                                    file,
                                    listed.line(),
                                    listed.where(),
                                    "“" + label + "”也指第" + line(byCode, other) + "行的单位，无法区分",
                                    "名称、别名和代码在各单位间不得重复。")));
        }
    }

    private void checkParents(Map<String, Listed> byCode) {
        Set<String> above = new HashSet<>();
        for (Listed listed : byCode.values()) {
            above.add(listed.unit().code());
            String parent = listed.unit().parent();
            if (parent == null) {
                continue;
            }
            if (!byCode.containsKey(parent)) {
                reportNoParent(listed, parent);
            } else if (isBelowItself(listed.unit(), byCode)) {
                problems.add(file, listed.line(), listed.where(), "上级绕成了圈", "请改正上级。");
            } else if (!above.contains(parent)) {
                problems.add(
                        file,
                        listed.line(),
                        listed.where(),
                        "上级“" + parent + "”写在第" + line(byCode, parent) + "行，应在本行之前",
                        "请把上级移到前面。");
            }
        }
    }

    private void reportNoParent(Listed listed, String parent) {
        List<String> codes =
                units.stream().map(other -> other.unit().code()).distinct().toList();
        boolean atTimes = codes.contains(parent);
        problems.add(
                file,
                listed.line(),
                listed.where(),
                atTimes ? "上级“" + parent + "”不是每一期都在名册中" : "上级“" + parent + "”不是任何单位的代码",
                atTimes ? "请改正上级或起止期；换了上级的单位，分两行写。" : Suggestion.among(parent, codes));
    }

    /** What was published of a former unit goes on with one unit of today. */
    private void checkFormer(Map<String, Listed> byCode) {
        Map<String, String> successors = new HashMap<>();
        for (Listed listed : byCode.values()) {
            for (String former : listed.unit().former()) {
                Optional<Listed> still = units.stream()
                        .filter(other -> other.unit().code().equals(former))
                        .filter(other -> other.unit().until() == null)
                        .findFirst();
                String other = successors.putIfAbsent(former, listed.unit().code());
                if (still.isPresent()) {
                    problems.add(
                            file,
                            listed.line(),
                            listed.where(),
                            "原代码“" + former + "”仍在第" + still.get().line() + "行",
                            "原代码是已不再使用的代码，请为那一行写上终止期，或删去其中一处。");
                } else if (other != null) {
                    problems.add(
                            file,
                            listed.line(),
                            listed.where(),
                            "原代码“" + former + "”已写在第" + line(byCode, other) + "行",
                            "一个单位拆分后，上期的数不知归谁，请只写在一行，或都不写。");
                }
            }
        }
    }

    private static boolean isBelowItself(Unit unit, Map<String, Listed> byCode) {
        Set<String> seen = new HashSet<>();
        @Nullable Unit at = unit;
        while (at != null && seen.add(at.code())) {
            Listed parent = at.parent() == null ? null : byCode.get(at.parent());
            at = parent == null ? null : parent.unit();
        }
        return at != null && at.code().equals(unit.code());
    }

    private static int line(Map<String, Listed> byCode, String code) {
        Listed listed = byCode.get(code);
        return listed == null ? 0 : listed.line();
    }

    private static String where(String name) {
        return "单位“" + name + "”";
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
