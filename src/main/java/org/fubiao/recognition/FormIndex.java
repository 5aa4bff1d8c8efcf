package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Field;
import org.fubiao.job.Form;

/** The forms of a job by the heads of their columns and by their titles. Built once, for all files. */
final class FormIndex {

    /** A field of a form, by their places. */
    record Target(int form, int field) {}

    private final List<Form> forms;
    private final Map<String, List<Target>> byHead = new HashMap<>();
    private final Set<String> leaves = new HashSet<>();
    private final NameIndex<Integer> titles = new NameIndex<>();
    private final List<ItemLabels> items;

    FormIndex(List<Form> forms) {
        this.forms = forms;
        for (int i = 0; i < forms.size(); i++) {
            addHeads(i);
            titles.add(forms.get(i).title(), i);
            for (String alias : forms.get(i).aliases()) {
                titles.add(alias, i);
            }
        }
        items = forms.stream().map(ItemLabels::new).toList();
    }

    private void addHeads(int form) {
        Map<String, Integer> sure = new HashMap<>();
        Map<String, Integer> likely = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        List<Field> fields = forms.get(form).fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            sure.putIfAbsent(Labels.key(String.join("", field.heads())), i);
            sure.putIfAbsent(Labels.key(field.name()), i);
            for (String alias : field.aliases()) {
                sure.putIfAbsent(Labels.key(alias), i);
            }
            if (!field.heads().isEmpty()) {
                addLikely(likely, unclear, field.heads().get(field.heads().size() - 1), i);
            }
            addLikely(likely, unclear, Labels.withoutBrackets(field.name()), i);
            addLeaves(field);
        }
        likely.keySet().removeAll(unclear);
        likely.forEach(sure::putIfAbsent);
        sure.forEach((key, field) ->
                byHead.computeIfAbsent(key, k -> new ArrayList<>()).add(new Target(form, field)));
    }

    private static void addLikely(Map<String, Integer> likely, Set<String> unclear, String head, int field) {
        String key = Labels.key(head);
        Integer other = likely.putIfAbsent(key, field);
        if (other != null && other != field) {
            unclear.add(key);
        }
    }

    private void addLeaves(Field field) {
        List<String> heads = new ArrayList<>(field.aliases());
        heads.add(field.name());
        if (!field.heads().isEmpty()) {
            heads.add(field.heads().get(field.heads().size() - 1));
        }
        for (String head : heads) {
            String leaf = head.substring(head.lastIndexOf('/') + 1);
            leaves.add(Labels.key(leaf));
            leaves.add(Labels.key(Labels.withoutBrackets(leaf)));
            leaves.add(Labels.key(head));
        }
    }

    /** Whether a cell's text could be the lowest head of a column of any form. */
    boolean isLeaf(String text) {
        return leaves.contains(Labels.key(text)) || leaves.contains(Labels.key(Labels.withoutBrackets(text)));
    }

    List<Form> forms() {
        return forms;
    }

    /** The fields that have this head, normalised and joined. */
    List<Target> targets(String key) {
        return byHead.getOrDefault(key, List.of());
    }

    ItemLabels items(int form) {
        return items.get(form);
    }

    /** The forms whose title or alias is the longest that the text contains. */
    Set<Integer> named(String text) {
        return titles.longestIn(text);
    }
}
