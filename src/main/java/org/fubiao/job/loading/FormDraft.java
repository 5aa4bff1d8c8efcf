package org.fubiao.job.loading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Form;

/**
 * A form as far as it could be read.
 *
 * @param source its file
 * @param broken names whose definition is wrong: what uses them is not looked into
 * @param conditions where the condition of each rule stands, in the order of the form's rules
 */
record FormDraft(Form form, Value source, Set<String> broken, List<Value> conditions) {

    /** Whether the columns are known, so that expressions can be checked. */
    boolean isUsable() {
        return !form.fields().isEmpty() && (!form.isMatrix() || !form.items().isEmpty());
    }

    /** Names that expressions may use. */
    Set<String> names() {
        return columns().keySet();
    }

    /** Name and SQL type of each column that expressions may use. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>(FormTable.columns(form));
        List.of(FormTable.PART, FormTable.ROW, FormTable.KIND).forEach(columns::remove);
        return columns;
    }
}
