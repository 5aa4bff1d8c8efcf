package org.fubiao.compute;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the compute engine says of an expression, in Chinese.
 *
 * @param problem what is wrong
 * @param advice what to do; may be empty
 */
public record EngineMessage(String problem, String advice) {
    private static final Pattern COMPARE =
            Pattern.compile("Cannot compare values of type (.+?) and type (.+?)(?: -.*)?");
    private static final Pattern NO_FUNCTION =
            Pattern.compile("No function matches the given name and argument types '(.+?)\\((.*)\\)'.*");
    private static final Pattern NOT_GROUPED = Pattern.compile("column \"(.+?)\" must appear in the GROUP BY clause.*");
    private static final Pattern CONVERSION = Pattern.compile("Could not convert string '(.*)' to (\\w+).*");
    private static final Pattern CAST =
            Pattern.compile("(?:Unimplemented type for cast|Cannot cast) \\(?(.+?) -> (.+?)\\)?");
    private static final Pattern TOO_LARGE =
            Pattern.compile("(?i)^overflow in |out of range|can't be cast because the value");

    /** Reads the engine's own message; only its first line counts. */
    public static EngineMessage of(String message) {
        String line = message.lines().findFirst().orElse("").replaceFirst("^[A-Za-z ]+ Error: ", "");
        Matcher compare = COMPARE.matcher(line);
        if (compare.matches()) {
            return new EngineMessage(
                    "不能把" + type(compare.group(1)) + "与" + type(compare.group(2)) + "相比", "请检查两边的字段和引号。");
        }
        Matcher call = NO_FUNCTION.matcher(line);
        if (call.matches()) {
            return call(call.group(1), call.group(2));
        }
        Matcher plain = NOT_GROUPED.matcher(line);
        if (plain.matches()) {
            return new EngineMessage(
                    "字段“" + plain.group(1) + "”没有汇总", "请写成 sum(" + plain.group(1) + ")、max(" + plain.group(1) + ") 等。");
        }
        Matcher conversion = CONVERSION.matcher(line);
        if (conversion.matches()) {
            return new EngineMessage("文字“" + conversion.group(1) + "”不能当作" + type(conversion.group(2)), "请检查引号中的内容。");
        }
        Matcher cast = CAST.matcher(line);
        if (cast.matches()) {
            return new EngineMessage("不能把" + type(cast.group(1)) + "当作" + type(cast.group(2)), "");
        }
        return fixed(line).orElseGet(() -> new EngineMessage("无法理解（" + line + "）", ""));
    }

    private static Optional<EngineMessage> fixed(String line) {
        if (TOO_LARGE.matcher(line).find()) {
            return Optional.of(new EngineMessage("数值过大，超出可计算范围，请核对填报数据", ""));
        }
        if (line.contains("cannot contain aggregates")) {
            return Optional.of(new EngineMessage("不能用 sum、count 等汇总函数", "要汇总请另立指标。"));
        }
        if (line.contains("aggregate function calls cannot be nested")) {
            return Optional.of(new EngineMessage("汇总函数里不能再有汇总函数", ""));
        }
        return Optional.empty();
    }

    private static EngineMessage call(String function, String arguments) {
        String types = Stream.of(arguments.split(", (?![^(]*\\))"))
                .map(EngineMessage::type)
                .collect(Collectors.joining(function.matches("\\W+") ? "与" : "、"));
        return function.matches("\\W+")
                ? new EngineMessage("不能把" + types + "用“" + function + "”运算", "请检查字段的类型。")
                : new EngineMessage("函数 " + function + " 不能用于（" + types + "）", "请检查字段的类型。");
    }

    /** What people call a type of the engine. */
    public static String type(String sqlType) {
        String name = sqlType.strip().replaceFirst("\\(.*", "");
        return switch (name) {
            case "VARCHAR", "STRING_LITERAL" -> "文字";
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "INTEGER_LITERAL", "INT32", "INT64" -> "整数";
            case "DECIMAL", "DOUBLE", "FLOAT" -> "小数";
            case "BOOLEAN", "BOOL" -> "是非值";
            case "DATE" -> "日期";
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIME" -> "时间";
            case "INTERVAL" -> "时间间隔";
            case "TUPLE", "STRUCT" -> "一组值";
            default -> name;
        };
    }
}
