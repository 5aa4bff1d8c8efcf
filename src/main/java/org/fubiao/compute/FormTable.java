package org.fubiao.compute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.job.Field;
import org.fubiao.job.Form;

/**
 * The columns of a form's table: as a segment stores them, and as expressions see them.
 *
 * <p>In a snapshot, each form is a view named by its {@link Form#title()} with the columns of {@link #columns(Form)}. Only
 * item rows are in it, and once the rules have been run only those that they let count; the declared totals stand in a second
 * view, {@link #totalsView(Form)}, with the same columns. The table {@link #PARTS} says what each part is.
 */
public final class FormTable {
    /** Number of the part (a form in a sheet of a submission) that a row belongs to. */
    public static final String PART = "_part";
    /** Number of the row in its sheet, from 1. */
    public static final String ROW = "_row";
    /** {@code R} an item row, {@code S} a declared subtotal, {@code T} a declared total. */
    public static final String KIND = "_kind";
    /** Code, name and kind of the reporting unit, in every form's view. */
    public static final String UNIT_CODE = "单位代码";

    public static final String UNIT_NAME = "报送单位";
    public static final String UNIT_KIND = "单位类别";
    public static final List<String> SYSTEM_NAMES = List.of(UNIT_CODE, UNIT_NAME, UNIT_KIND, Form.ITEM);

    /**
     * Table of the snapshot's parts: {@code part BIGINT, form VARCHAR, unit VARCHAR, unit_name VARCHAR, kind VARCHAR,
     * unit_order INTEGER, file VARCHAR, sheet VARCHAR}. Form is the form's id; kind is that of the unit; unit_order is
     * the unit's place in the job.
     */
    public static final String PARTS = "_parts";

    /**
     * Table of where each field stands: {@code part BIGINT, field VARCHAR, col INTEGER}, columns from 0; a field that is not
     * in the file has no row. The labels of a matrix form stand under {@link Form#ITEM}.
     */
    public static final String PART_COLUMNS = "_part_columns";

    /** Table of the rows that do not count, of parts that do: {@code part BIGINT, row BIGINT}. */
    public static final String EXCLUDED_ROWS = "_excluded_rows";

    private FormTable() {}

    /** Name and SQL type of each column that a segment of the form stores, in order. */
    public static Map<String, String> stored(Form form) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(PART, "BIGINT");
        columns.put(ROW, "BIGINT");
        columns.put(KIND, "VARCHAR");
        if (form.isMatrix()) {
            columns.put(Form.ITEM, "VARCHAR");
        }
        for (Field field : form.fields()) {
            columns.put(field.name(), field.type().sqlType(field.scale()));
        }
        return columns;
    }

    /** Name and SQL type of each column of the form's view, in order. */
    public static Map<String, String> columns(Form form) {
        Map<String, String> columns = new LinkedHashMap<>(stored(form));
        columns.put(UNIT_CODE, "VARCHAR");
        columns.put(UNIT_NAME, "VARCHAR");
        columns.put(UNIT_KIND, "VARCHAR");
        return columns;
    }

    /** Name of the view of a form's declared totals. */
    public static String totalsView(Form form) {
        return "_totals_" + form.id();
    }
}
