package org.fubiao.recognition;

import java.util.HashMap;
import java.util.Map;
import org.fubiao.job.Form;
import org.jspecify.annotations.Nullable;

/** The fixed rows of a matrix form by the labels under which they come. */
final class ItemLabels {
    private final Map<String, Integer> byKey = new HashMap<>();

    ItemLabels(Form form) {
        for (int i = 0; i < form.items().size(); i++) {
            byKey.putIfAbsent(key(form.items().get(i).name()), i);
        }
        for (int i = 0; i < form.items().size(); i++) {
            for (String alias : form.items().get(i).aliases()) {
                byKey.putIfAbsent(key(alias), i);
            }
        }
    }

    /** Without the number and the 其中 before it, without white space and punctuation. */
    static String key(String label) {
        return Labels.key(Labels.withoutNumber(label));
    }

    /** Place of the item in its form; null if the label is none of the form's. */
    @Nullable Integer find(String label) {
        Integer item = byKey.get(key(label));
        return item != null ? item : byKey.get(key(Labels.withoutBrackets(label)));
    }

    Map<String, Integer> byKey() {
        return byKey;
    }
}
