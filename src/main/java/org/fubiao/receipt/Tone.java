package org.fubiao.receipt;

import org.apache.poi.ss.usermodel.IndexedColors;
import org.fubiao.finding.Severity;

/** The ground of what is marked: colours that both formats of workbooks know by number. */
final class Tone {
    private Tone() {}

    static short of(Severity severity) {
        return switch (severity) {
            case ERROR -> IndexedColors.ROSE.getIndex();
            case WARNING -> IndexedColors.LIGHT_YELLOW.getIndex();
            case NOTE -> IndexedColors.LIGHT_TURQUOISE.getIndex();
        };
    }

    static boolean isOurs(short color) {
        for (Severity severity : Severity.values()) {
            if (of(severity) == color) {
                return true;
            }
        }
        return false;
    }
}
