package org.fubiao.submission;

import java.time.LocalDate;
import org.fubiao.finding.Place;
import org.fubiao.recognition.RowBalance;
import org.fubiao.recognition.SheetLayout;
import org.jspecify.annotations.Nullable;

/**
 * One form in one sheet of a submission, as registered.
 *
 * @param id number of the part
 * @param submission number of the submission
 * @param path of the file below the period's input folder
 * @param sha256 of the file's bytes
 * @param size of the file in bytes
 * @param firstRun run that first saw the file
 * @param received day on which that run began
 * @param unit code of the unit, empty if it was not recognised
 * @param counts false if it cannot count
 * @param filled date of filling in as stated, or empty
 * @param revision how far it says that it is a correction
 * @param segment file of the segment that holds its rows, below the folder of segments; null if it is not staged
 * @param unreadable whether its rows could not be read to the end: it does not count then
 * @param balance all zero until it is staged
 */
public record ReceivedPart(
        long id,
        long submission,
        String path,
        String sha256,
        long size,
        long firstRun,
        LocalDate received,
        SheetLayout layout,
        String unit,
        boolean counts,
        String filled,
        int revision,
        @Nullable String segment,
        boolean unreadable,
        RowBalance balance) {

    public String form() {
        return layout.form();
    }

    /** The sheet that it stands in. */
    public Place place() {
        return Place.sheet(path, layout.sheetName());
    }

    /** What makes two parts the same report: the later one replaces the earlier. */
    String report() {
        return unit + '\u0000' + form();
    }
}
