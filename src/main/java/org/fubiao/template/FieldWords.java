package org.fubiao.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.jspecify.annotations.Nullable;

/** What may stand in a field, in words. */
final class FieldWords {
    private static final int MOST_CODES = 12;

    private FieldWords() {}

    static String type(Field field) {
        return switch (field.type()) {
            case TEXT -> "文字";
            case CODE -> "选项";
            case INTEGER -> "整数";
            case DECIMAL -> field.scale() == 0 ? "整数" : "数字，最多" + field.scale() + "位小数";
            case PERCENT -> "百分比";
            case DATE -> "日期";
            case YES_NO -> "是或否";
        };
    }

    /** All that a value must meet, beside its type. */
    static String limits(Field field) {
        List<String> words = new ArrayList<>();
        if (!field.uom().isEmpty()) {
            words.add("计量单位：" + field.uom());
        }
        String min = number(field, field.min());
        String max = number(field, field.max());
        if (!min.isEmpty()) {
            words.add("不小于" + min);
        }
        if (!max.isEmpty()) {
            words.add("不大于" + max);
        }
        if (!field.codes().isEmpty()) {
            words.add("从下列各项中选一项："
                    + String.join(
                            "、",
                            field.codes()
                                    .subList(
                                            0,
                                            Math.min(MOST_CODES, field.codes().size())))
                    + (field.codes().size() > MOST_CODES ? "等" + field.codes().size() + "项" : ""));
        }
        if (field.pattern() != null) {
            words.add("格式：" + field.pattern());
        }
        if (field.fillDown()) {
            words.add("与上一行相同的可以不填");
        }
        return String.join("；", words);
    }

    /** What is said beside a cell as it is filled in. */
    static String prompt(Field field) {
        String how = switch (field.type()) {
            case CODE -> "请从下拉列表中选择。";
            case YES_NO -> "请选“是”或“否”。";
            case DATE -> "请填日期，如2023-05-18。";
            case PERCENT -> "请填百分比，如90%。";
            case TEXT -> "请填文字。";
            default -> "请填" + type(field) + "。";
        };
        String limits = field.type() == FieldType.CODE ? "" : limits(field);
        return (field.required() ? "必填。" : "") + how + (limits.isEmpty() ? "" : limits + "。");
    }

    /** What is said when something else is filled in. */
    static String error(Field field) {
        String what = switch (field.type()) {
            case CODE -> "下拉列表中的一项";
            case YES_NO -> "“是”或“否”";
            case DATE -> "日期，如2023-05-18";
            case PERCENT -> "百分比，如90%";
            default -> type(field);
        };
        String limits = field.type() == FieldType.CODE ? "" : limits(field);
        return "“" + field.name() + "”应为" + what + (limits.isEmpty() ? "" : "（" + limits + "）") + "。请改正后再填。";
    }

    private static String number(Field field, @Nullable BigDecimal value) {
        if (value == null) {
            return "";
        }
        BigDecimal shown = field.type() == FieldType.PERCENT ? value.movePointRight(2) : value;
        return shown.stripTrailingZeros().toPlainString() + (field.type() == FieldType.PERCENT ? "%" : "");
    }
}
