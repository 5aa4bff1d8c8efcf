package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.loading.Shape.Either;
import org.fubiao.job.loading.Shape.Flag;
import org.fubiao.job.loading.Shape.Keys;
import org.fubiao.job.loading.Shape.ListOf;
import org.fubiao.job.loading.Shape.MapOf;
import org.fubiao.job.loading.Shape.Slot;
import org.fubiao.job.loading.Shape.Text;
import org.fubiao.job.loading.Shape.Variants;
import org.fubiao.job.loading.Shape.Whole;
import org.fubiao.job.loading.Shape.Words;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Checks that values have the shape that they should: kinds, keys, words, numbers. What the values mean is checked later. */
final class ShapeCheck {
    private ShapeCheck() {}

    static void check(Value value) {
        Shape shape = value.resolved();
        if (value.isNothing()) {
            value.problem("没有填写，应为" + expected(shape), "请填写，或删去这个键。");
        } else if (shape instanceof Variants variants && value.node() instanceof MappingNode) {
            reportVariants(value, variants);
        } else if (shape instanceof Either || !value.isOfThisKind(shape)) {
            value.problem("写的是" + kind(value.node()) + "，应为" + expected(shape), advice(value, shape));
        } else if (shape instanceof Keys keys) {
            checkKeys(value, keys);
        } else if (shape instanceof MapOf map) {
            checkEntries(value, map);
        } else if (shape instanceof ListOf list) {
            checkItems(value, list);
        } else {
            checkScalar(value, shape);
        }
    }

    private static void reportVariants(Value value, Variants variants) {
        List<String> present = variants.marks().stream().filter(value::has).toList();
        if (present.isEmpty()) {
            value.problem("缺少 " + String.join("、", variants.marks()) + " 之一", "请写明其中一个。");
        } else {
            value.problem(String.join("、", present) + " 只能写一个", "请删去多余的。");
        }
    }

    private static String advice(Value value, Shape shape) {
        boolean alone = shape instanceof ListOf list && list.item() instanceof Text && value.isText();
        return alone ? "请写成 [" + value.text() + "]。" : "";
    }

    private static void checkKeys(Value value, Keys shape) {
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple tuple : nodes(value)) {
            Node keyNode = tuple.getKeyNode();
            String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
            Value key = new Value(value.file(), keyNode, keyNode, value.where(), shape);
            Integer before = seen.putIfAbsent(name, key.line());
            if (shape.key(name).isEmpty()) {
                key.problem("不认识的键“" + name + "”", Suggestion.among(name, shape.names()));
            } else if (before != null) {
                key.problem("键“" + name + "”写了两次，第" + before + "行已有", "请删去一个。");
            }
        }
        for (Slot key : shape.keys()) {
            Optional<Value> inner = value.get(key.name());
            if (inner.isPresent()) {
                check(inner.get());
                if (key.required() && inner.get().isText() && inner.get().text().isEmpty()) {
                    inner.get().problem("是空的", "请填写。");
                }
            } else if (key.required()) {
                value.problem("缺少 " + key.name() + "（" + key.description() + "）", "请补上。");
            }
        }
    }

    private static void checkEntries(Value value, MapOf shape) {
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple tuple : nodes(value)) {
            Node keyNode = tuple.getKeyNode();
            String name =
                    keyNode instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
            Value key = new Value(value.file(), keyNode, keyNode, value.where().entry(shape.noun(), name), shape);
            Integer before = seen.putIfAbsent(name, key.line());
            if (name.isEmpty()) {
                key.problem("名称是空的", "请填写名称。");
            } else if (before != null) {
                key.problem("写了两次，第" + before + "行已有", "请删去一个，或改名。");
            }
        }
        if (seen.isEmpty()) {
            value.problem("一个也没有写", "请至少写一个" + shape.noun() + "。");
        }
        boolean mayBeEmpty =
                shape.value() instanceof Keys keys && keys.keys().stream().noneMatch(Slot::required);
        for (Value entry : value.entries().values()) {
            if (!(mayBeEmpty && entry.isNothing())) {
                check(entry);
            }
        }
    }

    private static void checkItems(Value value, ListOf shape) {
        int size = ((SequenceNode) value.node()).getValue().size();
        if (size < shape.least() || size > shape.most()) {
            String count = shape.least() == shape.most() ? "应有" + shape.least() + "项" : "至少要有" + shape.least() + "项";
            value.problem("列表有" + size + "项，" + count, "");
        }
        value.items().forEach(ShapeCheck::check);
    }

    private static void checkScalar(Value value, Shape shape) {
        String text = value.text();
        if (shape instanceof Words words) {
            if (!words.words().contains(text)) {
                String advice = Suggestion.among(text, words.words());
                value.problem("写的是“" + text + "”，应为" + expected(shape), advice.startsWith("是否") ? advice : "");
            }
            return;
        }
        boolean mayBeEmpty = shape instanceof Text anything && anything.pattern() == null;
        if (text.isEmpty() && !mayBeEmpty) {
            value.problem("是空的，应为" + expected(shape), "请填写，或删去这个键。");
        } else if (!text.isEmpty() && !fits(text, shape)) {
            value.problem("写的是“" + text + "”，应为" + expected(shape), "");
        }
    }

    private static boolean fits(String text, Shape shape) {
        if (shape instanceof Flag) {
            return text.equals("true") || text.equals("false");
        }
        if (shape instanceof Shape.Decimal) {
            return Value.decimal(text).isPresent();
        }
        if (shape instanceof Whole whole) {
            return Value.decimal(text)
                    .filter(number -> number.stripTrailingZeros().scale() <= 0)
                    .filter(number -> number.compareTo(BigDecimal.valueOf(whole.least())) >= 0)
                    .filter(number -> number.compareTo(BigDecimal.valueOf(whole.most())) <= 0)
                    .isPresent();
        }
        return !(shape instanceof Text form) || form.pattern() == null || text.matches(form.pattern());
    }

    private static String expected(Shape shape) {
        String text = shape.expected();
        return text.charAt(0) < 0x80 ? " " + text : text;
    }

    private static List<NodeTuple> nodes(Value value) {
        return ((MappingNode) value.node()).getValue();
    }

    private static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "“键: 值”";
        }
        return node instanceof SequenceNode ? "列表" : "“" + ((ScalarNode) node).getValue() + "”";
    }
}
