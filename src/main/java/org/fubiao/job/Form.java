package org.fubiao.job;

import java.util.List;

/**
 * A form (报表): one table that a unit fills in. A list form (台账) has one row an item; a matrix form (固定表) has fixed
 * rows and fixed columns.
 *
 * <p>Staged, both are rows: a row of a matrix form has its fixed label in the column {@link #ITEM}, then its fields.
 *
 * @param id stem of the definition's file name: ASCII, used in paths
 * @param title as printed; also the name of the form's table in expressions
 * @param aliases other titles by which it is recognised
 * @param from kinds of unit that must report it
 * @param may kinds of unit that may report it
 * @param key fields that together identify a row of a list form; empty if nothing does
 * @param keyScope whether a key must be unique in a unit or in the whole job
 * @param fields the columns, in the order of the form
 * @param items the fixed rows of a matrix form; empty for a list form
 */
public record Form(
        String id,
        String title,
        List<String> aliases,
        FormKind kind,
        List<String> from,
        List<String> may,
        List<String> key,
        KeyScope keyScope,
        List<Field> fields,
        List<Item> items,
        List<Rule> rules) {

    /** Column that holds the label of a fixed row of a matrix form. */
    public static final String ITEM = "项目";

    /** What a form is like. */
    public enum FormKind {
        LIST,
        MATRIX
    }

    /** Where a key must be unique. */
    public enum KeyScope {
        UNIT,
        JOB
    }

    /** A fixed row of a matrix form. */
    public record Item(String name, List<String> aliases) {
        public Item {
            aliases = List.copyOf(aliases);
        }
    }

    public Form {
        aliases = List.copyOf(aliases);
        from = List.copyOf(from);
        may = List.copyOf(may);
        key = List.copyOf(key);
        fields = List.copyOf(fields);
        items = List.copyOf(items);
        rules = List.copyOf(rules);
    }

    public boolean isMatrix() {
        return kind == FormKind.MATRIX;
    }

    public Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field " + name + " in " + id));
    }

    /** Whether a rule of the form can keep reported data out of the totals. */
    public boolean blocks() {
        return rules.stream().anyMatch(rule -> rule.consequence().blocks());
    }
}
