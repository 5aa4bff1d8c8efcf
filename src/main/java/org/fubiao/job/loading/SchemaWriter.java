package org.fubiao.job.loading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.job.loading.Shape.Either;
import org.fubiao.job.loading.Shape.Flag;
import org.fubiao.job.loading.Shape.Keys;
import org.fubiao.job.loading.Shape.ListOf;
import org.fubiao.job.loading.Shape.MapOf;
import org.fubiao.job.loading.Shape.Named;
import org.fubiao.job.loading.Shape.Slot;
import org.fubiao.job.loading.Shape.Text;
import org.fubiao.job.loading.Shape.Variants;
import org.fubiao.job.loading.Shape.Whole;
import org.fubiao.job.loading.Shape.Words;

/** Writes shapes as JSON Schema (draft 2020-12), so that editors complete and check definition files. */
final class SchemaWriter {
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private SchemaWriter() {}

    /** The schema of one kind of definition file, as JSON. */
    static String write(String name, Shape shape) {
        SchemaWriter writer = new SchemaWriter();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", name);
        schema.putAll(writer.schema(shape));
        if (!writer.definitions.isEmpty()) {
            schema.put("$defs", writer.definitions);
        }
        return json(schema, "") + "\n";
    }

    private Map<String, Object> schema(Shape shape) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (shape instanceof Text text) {
            schema.put("type", text.pattern() == null ? List.of("string", "number", "boolean") : "string");
            if (text.pattern() != null) {
                schema.put("pattern", "^(" + text.pattern() + ")$");
            }
        } else if (shape instanceof Words words) {
            schema.put("enum", words.words());
        } else if (shape instanceof Whole whole) {
            schema.put("type", "integer");
            schema.put("minimum", whole.least());
            schema.put("maximum", whole.most());
        } else if (shape instanceof Shape.Decimal) {
            schema.put("type", "number");
        } else if (shape instanceof Flag) {
            schema.put("type", "boolean");
        } else if (shape instanceof ListOf list) {
            schema.put("type", "array");
            schema.put("items", schema(list.item()));
            if (list.least() > 0) {
                schema.put("minItems", list.least());
            }
            if (list.most() < Integer.MAX_VALUE) {
                schema.put("maxItems", list.most());
            }
        } else if (shape instanceof MapOf map) {
            schema.put("type", "object");
            schema.put("additionalProperties", value(map));
            schema.put("minProperties", 1);
        } else if (shape instanceof Keys keys) {
            putKeys(schema, keys);
        } else if (shape instanceof Variants variants) {
            schema.put("oneOf", variants.variants().stream().map(this::schema).toList());
        } else if (shape instanceof Either either) {
            schema.put("anyOf", either.options().stream().map(this::schema).toList());
        } else if (shape instanceof Named named) {
            schema.put("$ref", "#/$defs/" + named.name());
            if (!definitions.containsKey(named.name())) {
                definitions.put(named.name(), Map.of());
                definitions.put(named.name(), schema(named.shape().get()));
            }
        }
        return schema;
    }

    /** The schema of an entry; one without required keys may be left empty. */
    private Map<String, Object> value(MapOf map) {
        Map<String, Object> schema = schema(map.value());
        if (map.value() instanceof Keys keys && keys.keys().stream().noneMatch(Slot::required)) {
            schema.put("type", List.of("object", "null"));
        }
        return schema;
    }

    private void putKeys(Map<String, Object> schema, Keys keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Slot slot : keys.keys()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", slot.description());
            property.putAll(schema(slot.shape()));
            properties.put(slot.name(), property);
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                keys.keys().stream().filter(Slot::required).map(Slot::name).toList());
        schema.put("additionalProperties", false);
    }

    private static String json(Object value, String indent) {
        String inner = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(entry ->
                                    inner + text(String.valueOf(entry.getKey())) + ": " + json(entry.getValue(), inner))
                            .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            boolean plain = list.stream().allMatch(String.class::isInstance);
            return plain
                    ? list.stream().map(item -> json(item, "")).collect(Collectors.joining(", ", "[", "]"))
                    : list.stream()
                            .map(item -> inner + json(item, inner))
                            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return value instanceof String string ? text(string) : String.valueOf(value);
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
