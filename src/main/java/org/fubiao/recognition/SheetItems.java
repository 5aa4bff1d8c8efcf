package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of matrix forms in the columns of one sheet, looked up once however many heads are tried above them. */
final class SheetItems {
    private final SheetPreview sheet;
    private final FormIndex index;
    private final Map<Place, List<@Nullable Integer>> found = new HashMap<>();

    private record Place(int form, int column) {}

    SheetItems(SheetPreview sheet, FormIndex index) {
        this.sheet = sheet;
        this.index = index;
    }

    /** How many items of a form stand in a column below a line; 0 where they come again and again, as codes in a list do. */
    int below(int line, int form, int column) {
        List<@Nullable Integer> items = found.computeIfAbsent(new Place(form, column), this::look);
        Set<Integer> distinct = new HashSet<>();
        int repeats = 0;
        for (int i = line + 1; i < items.size(); i++) {
            Integer item = items.get(i);
            if (item != null && !distinct.add(item)) {
                repeats++;
            }
        }
        return repeats > distinct.size() ? 0 : distinct.size();
    }

    private List<@Nullable Integer> look(Place place) {
        ItemLabels labels = index.items(place.form());
        List<@Nullable Integer> items = new ArrayList<>();
        for (SheetPreview.Line line : sheet.lines()) {
            String text = line.text(place.column());
            items.add(text.isEmpty() ? null : labels.find(text));
        }
        return items;
    }
}
