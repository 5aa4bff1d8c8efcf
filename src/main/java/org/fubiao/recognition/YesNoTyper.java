package org.fubiao.recognition;

import java.util.Locale;
import java.util.Set;
import org.fubiao.finding.FindingCode;

/** Yes or no, kept as 1 or 0. 无 is the opposite of 有 here, not an empty mark. */
final class YesNoTyper extends CellTyper {
    private static final Set<String> YES = Set.of("是", "√", "✓", "✔", "☑", "y", "yes", "有", "1", "1.0", "true");
    private static final Set<String> NO = Set.of("否", "×", "✗", "✘", "☒", "x", "n", "no", "无", "0", "0.0", "false");

    @Override
    Outcome read(String cell) {
        if (cell.length() == 1) {
            char c = cell.charAt(0);
            if (c == '是' || c == '否') {
                number = c == '是' ? 1 : 0;
                return Outcome.VALUE;
            }
        }
        String plain = NumberTyper.normal(cell).toLowerCase(Locale.ROOT);
        boolean yes = YES.contains(plain);
        if (yes || NO.contains(plain)) {
            number = yes ? 1 : 0;
            return Outcome.VALUE;
        }
        return EmptyMarks.isMark(plain) || EmptyMarks.isMark(cell) ? Outcome.EMPTY : fail(FindingCode.NOT_YES_OR_NO);
    }

    @Override
    String expected() {
        return "“是”或“否”";
    }
}
