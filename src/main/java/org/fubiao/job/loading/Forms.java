package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The forms of a job, found by title or id. */
final class Forms {
    private final List<FormDraft> drafts;
    private final Set<String> unreadable;

    /**
     * @param unreadable ids of forms whose files could not be read at all
     */
    Forms(List<FormDraft> drafts, Set<String> unreadable) {
        this.drafts = List.copyOf(drafts);
        this.unreadable = Set.copyOf(unreadable);
    }

    List<FormDraft> all() {
        return drafts;
    }

    /** The form that a value names; says so if there is none. */
    Optional<FormDraft> find(Value name) {
        String text = name.text();
        Optional<FormDraft> found = drafts.stream()
                .filter(draft ->
                        draft.form().title().equals(text) || draft.form().id().equals(text))
                .findFirst();
        // An unreadable file may hold any title.
        if (found.isEmpty()
                && name.isText()
                && unreadable.isEmpty()
                && drafts.stream().allMatch(Forms::hasTitle)) {
            List<String> titles = new ArrayList<>();
            drafts.forEach(draft -> titles.add(draft.form().title()));
            name.problem("没有报表“" + text + "”", Suggestion.among(text, titles));
        }
        return found;
    }

    private static boolean hasTitle(FormDraft draft) {
        return draft.source().text("form").isPresent();
    }
}
