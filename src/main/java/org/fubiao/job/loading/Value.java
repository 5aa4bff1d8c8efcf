package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.loading.Shape.Either;
import org.fubiao.job.loading.Shape.Keys;
import org.fubiao.job.loading.Shape.ListOf;
import org.fubiao.job.loading.Shape.MapOf;
import org.fubiao.job.loading.Shape.Named;
import org.fubiao.job.loading.Shape.Slot;
import org.fubiao.job.loading.Shape.Variants;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a definition file, with its place and its shape. What does not fit its shape has been reported by
 * {@link ShapeCheck} and reads as if it were not there.
 *
 * @param anchor where problems of the whole value are shown: the name of a named definition
 */
record Value(YamlFile file, Node node, Node anchor, Where where, Shape shape) {

    /** Says that something is wrong here. */
    void problem(String problem, String advice) {
        file.problems().add(file.name(), anchor, where, problem, advice);
    }

    /** Says that something is wrong with what stands at a key, or here if nothing does. */
    void problemAt(String key, String problem, String advice) {
        get(key).orElse(this).problem(problem, advice);
    }

    /** Whether nothing is wrong with this value or anything in it. */
    boolean isSound() {
        return !file.problems().within(file.name(), anchor, node);
    }

    int line() {
        return anchor.getStartMark().orElseThrow().getLine() + 1;
    }

    boolean isText() {
        return node instanceof ScalarNode && !isNothing();
    }

    boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    /** The text of a scalar, as it is written; empty for anything else. */
    String text() {
        return node instanceof ScalarNode scalar && !isNothing()
                ? scalar.getValue().strip()
                : "";
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    /** The value of a key, if it is there. */
    Optional<Value> get(String key) {
        return entry(key).map(tuple -> {
            Shape inner = resolved() instanceof Keys keys
                    ? keys.key(key).map(Slot::shape).orElse(new Shape.Text(null, ""))
                    : new Shape.Text(null, "");
            return new Value(file, tuple.getValueNode(), tuple.getValueNode(), where.key(key), inner);
        });
    }

    Optional<String> text(String key) {
        return get(key).filter(Value::isText).map(Value::text);
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return text(key).map(text -> text.equals("true")).orElse(otherwise);
    }

    /** A number, if the key holds one. */
    Optional<BigDecimal> number(String key) {
        return text(key).flatMap(Value::decimal);
    }

    int whole(String key, int otherwise) {
        return number(key)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::intValue)
                .orElse(otherwise);
    }

    /** The texts of a list. */
    List<String> texts(String key) {
        return get(key).map(Value::texts).orElse(List.of());
    }

    List<String> texts() {
        return items().stream().filter(Value::isText).map(Value::text).toList();
    }

    /** The items of the list at a key. */
    List<Value> items(String key) {
        return get(key).map(Value::items).orElse(List.of());
    }

    /** The items of this list; none if it is no list. */
    List<Value> items() {
        List<Value> items = new ArrayList<>();
        if (node instanceof SequenceNode list && resolved() instanceof ListOf shape) {
            for (Node item : list.getValue()) {
                Value bare = new Value(file, item, item, where.item(shape.noun(), items.size() + 1), shape.item());
                items.add(bare.named(where, shape.noun()));
            }
        }
        return items;
    }

    /** This item of a list, called by its own name if it has one. */
    private Value named(Where list, String noun) {
        String id = resolved() instanceof Keys keys ? keys.id() : null;
        String name = id == null ? "" : text(id, "");
        return name.isEmpty() ? this : new Value(file, node, anchor, list.entry(noun, name), shape);
    }

    /** The entries of the map at a key, by name. */
    Map<String, Value> entries(String key) {
        return get(key).map(Value::entries).orElse(Map.of());
    }

    /** The entries of this map, by name; of duplicates the first. */
    Map<String, Value> entries() {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode map && resolved() instanceof MapOf shape) {
            for (NodeTuple tuple : map.getValue()) {
                Node key = tuple.getKeyNode();
                String name =
                        key instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
                entries.putIfAbsent(
                        name,
                        new Value(file, tuple.getValueNode(), key, where.entry(shape.noun(), name), shape.value()));
            }
        }
        return entries;
    }

    /** The shape that the value has or comes closest to, where several are possible. */
    Shape resolved() {
        return resolve(shape);
    }

    private Shape resolve(Shape candidate) {
        if (candidate instanceof Named named) {
            return resolve(named.shape().get());
        }
        if (candidate instanceof Either either) {
            return either.options().stream()
                    .map(this::resolve)
                    .filter(this::isOfThisKind)
                    .findFirst()
                    .orElse(candidate);
        }
        if (candidate instanceof Variants variants) {
            List<Keys> matching = variants.variants().stream()
                    .filter(keys -> keys.marks().stream().anyMatch(this::has))
                    .toList();
            return matching.size() == 1 ? matching.get(0) : candidate;
        }
        return candidate;
    }

    /** Whether the shape is of the same kind as the node: map, list or scalar. */
    boolean isOfThisKind(Shape candidate) {
        if (candidate instanceof Keys || candidate instanceof MapOf || candidate instanceof Variants) {
            return node instanceof MappingNode;
        }
        return candidate instanceof ListOf ? node instanceof SequenceNode : isText();
    }

    private Optional<NodeTuple> entry(String key) {
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        return map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst();
    }

    static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
