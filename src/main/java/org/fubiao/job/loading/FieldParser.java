package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;

/** The fields of a form. */
final class FieldParser {
    private static final int MONEY_DIGITS = 2;
    private static final int SHARE_DIGITS = 4;
    /** Attributes that only some types of field have. */
    private static final Map<String, Set<FieldType>> ONLY = Map.of(
            "pattern", Set.of(FieldType.TEXT),
            "codes", Set.of(FieldType.CODE),
            "scale", Set.of(FieldType.DECIMAL),
            "min", Set.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT),
            "max", Set.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT));

    private final Labels labels = new Labels();
    private final Labels names = new Labels();

    Field parse(String name, Value value) {
        checkName(name, value);
        FieldType type = value.text("type").flatMap(FieldParser::type).orElse(FieldType.TEXT);
        if (value.isSound()) {
            checkAttributes(value, type);
        }
        Map<String, List<String>> codes = codes(value);
        Map<String, String> codeAliases = codeAliases(value, codes);
        List<String> heads = value.texts("heads");
        Field field = new Field(
                name,
                heads.isEmpty() ? List.of(name) : heads,
                value.texts("aliases"),
                type,
                scale(value, type),
                value.flag("required", false),
                value.text("pattern").orElse(null),
                List.copyOf(codes.keySet()),
                codeAliases,
                value.number("min").orElse(null),
                value.number("max").orElse(null),
                value.text("uom", ""),
                value.flag("fill-down", false));
        checkLabels(field, value);
        return field;
    }

    private static Optional<FieldType> type(String word) {
        return Arrays.stream(FieldType.values())
                .filter(type -> type.word().equals(word))
                .findFirst();
    }

    private static int scale(Value value, FieldType type) {
        return switch (type) {
            case DECIMAL -> value.whole("scale", MONEY_DIGITS);
            case PERCENT -> SHARE_DIGITS;
            default -> 0;
        };
    }

    private void checkName(String name, Value value) {
        if (FormTable.SYSTEM_NAMES.contains(name)) {
            value.problem("“" + name + "”是每张表都有的列，字段不能用这个名称", "请换一个名称，并用 heads 写明表头。");
        } else if (name.startsWith("_") || name.contains("\"")) {
            value.problem("字段名不能以“_”开头，也不能含有双引号", "请换一个名称。");
        }
        // The compute engine does not tell upper from lower case.
        names.claim(name.toLowerCase(Locale.ROOT), name)
                .ifPresent(other -> value.problem("与字段“" + other + "”只差大小写、全角半角或空格", "请换一个名称。"));
    }

    private static void checkAttributes(Value value, FieldType type) {
        ONLY.forEach((attribute, types) -> value.get(attribute).ifPresent(present -> {
            if (!types.contains(type)) {
                List<String> words =
                        types.stream().sorted().map(FieldType::word).toList();
                present.problem(
                        "“" + type.word() + "”类型的字段没有这一项，只有 " + String.join("、", words) + " 才有", "请删去，或改正 type。");
            }
        }));
        if (type == FieldType.CODE && !value.has("codes")) {
            value.problem("缺少 codes（可选项）", "请补上，例如 codes: [甲, 乙]。");
        }
        value.get("pattern").ifPresent(FieldParser::checkPattern);
        if (type == FieldType.INTEGER) {
            for (String bound : List.of("min", "max")) {
                value.number(bound)
                        .filter(number -> number.stripTrailingZeros().scale() > 0)
                        .flatMap(number -> value.get(bound))
                        .ifPresent(place -> place.problem("写的是“" + place.text() + "”，整数字段的界限应为整数", ""));
            }
        }
        BigDecimal min = value.number("min").orElse(null);
        BigDecimal max = value.number("max").orElse(null);
        if (min != null && max != null && min.compareTo(max) > 0) {
            value.problem("最小值 " + min + " 大于最大值 " + max, "请改正 min 或 max。");
        }
    }

    private static void checkPattern(Value pattern) {
        try {
            Pattern.compile(pattern.text());
        } catch (PatternSyntaxException e) {
            pattern.problem(
                    "“" + pattern.text() + "”不是正确的正则表达式，错在第" + (Math.max(e.getIndex(), 0) + 1) + "个字符附近",
                    "请检查括号是否成对；要表示符号本身，前面加“\\”。");
        }
    }

    /** The codes, each with its other spellings. */
    private static Map<String, List<String>> codes(Value field) {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        field.get("codes").ifPresent(value -> {
            for (Value item : value.items()) {
                if (codes.put(item.text(), List.of()) != null) {
                    item.problem("可选项“" + item.text() + "”写了两次", "请删去一个。");
                }
            }
            value.entries().forEach((code, spellings) -> {
                List<String> all = new ArrayList<>(spellings.texts());
                if (spellings.isText()) {
                    all.add(spellings.text());
                }
                codes.put(code, all);
            });
        });
        return codes;
    }

    private static Map<String, String> codeAliases(Value field, Map<String, List<String>> codes) {
        Map<String, String> aliases = new HashMap<>();
        Labels labels = new Labels();
        codes.keySet().forEach(code -> labels.claim(code, code));
        codes.forEach((code, spellings) -> {
            for (String spelling : spellings) {
                labels.claim(spelling, code)
                        .ifPresent(other -> field.problemAt(
                                "codes", "“" + spelling + "”既指“" + other + "”又指“" + code + "”", "请删去一处。"));
                aliases.put(spelling, code);
            }
        });
        return aliases;
    }

    private void checkLabels(Field field, Value value) {
        List<String> all = new ArrayList<>(field.aliases());
        all.add(field.name());
        all.add(String.join("/", field.heads()));
        for (String label : all) {
            labels.claim(label, field.name())
                    .filter(other -> !Labels.plain(other).equals(Labels.plain(field.name())))
                    .ifPresent(other ->
                            value.problem("表头“" + label + "”也是字段“" + other + "”的，无法区分", "请改用不同的 heads 或 aliases。"));
        }
    }
}
