package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.recognition.SheetPreview.Line;

/**
 * What stands around the table of a sheet.
 *
 * @param statements what lines above the head and notes below it state
 * @param titles the texts above the head
 */
record Surroundings(List<Statement> statements, List<String> titles) {

    /** Around the table that begins after the line {@code firstOfHead - 1} and goes on after {@code lastOfHead}. */
    static Surroundings of(SheetPreview sheet, int firstOfHead, int lastOfHead) {
        List<Statement> statements = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Line line : sheet.lines().subList(0, firstOfHead)) {
            statements.addAll(Statement.of(line));
            titles.addAll(line.filled());
        }
        for (Line line : sheet.lines().subList(lastOfHead + 1, sheet.lines().size())) {
            if (NoteRows.isNote(line.filled())) {
                statements.addAll(Statement.of(line));
            }
        }
        return new Surroundings(statements, titles);
    }

    /** Of a sheet without a table. */
    static Surroundings of(SheetPreview sheet) {
        return of(sheet, sheet.lines().size(), sheet.lines().size() - 1);
    }
}
