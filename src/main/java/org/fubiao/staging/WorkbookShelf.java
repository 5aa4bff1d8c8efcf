package org.fubiao.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.reading.FileType;
import org.fubiao.reading.RegularCsv;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;

/**
 * Keeps small workbooks open: units send many forms in one file, forms are staged one after the other, and to open a small
 * workbook costs more than to read it. For one thread.
 */
public final class WorkbookShelf implements Closeable {
    /** Size of all files that are kept open, in bytes; a larger one is opened each time. */
    private static final long ROOM = 8L << 20;

    private final Map<Path, Kept> open = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    private record Kept(Workbook workbook, long size) {}

    /** Opens a workbook, or hands out the open one. To be closed by whoever asked, as ever. */
    Workbook open(Path file) throws IOException {
        Kept kept = open.get(file);
        if (kept == null) {
            long size = Files.size(file);
            if (size > ROOM / 8) {
                return Workbooks.open(file);
            }
            kept = new Kept(Workbooks.open(file), size);
            makeRoom(size);
            open.put(file, kept);
            used += size;
        }
        return new Borrowed(kept.workbook());
    }

    private void makeRoom(long size) throws IOException {
        Iterator<Kept> eldest = open.values().iterator();
        while (used + size > ROOM && eldest.hasNext()) {
            Kept kept = eldest.next();
            eldest.remove();
            used -= kept.size();
            kept.workbook().close();
        }
    }

    @Override
    public void close() throws IOException {
        makeRoom(ROOM + 1);
    }

    /** A workbook that stays on the shelf when its borrower is done. */
    private record Borrowed(Workbook workbook) implements Workbook {
        @Override
        public FileType type() {
            return workbook.type();
        }

        @Override
        public List<SheetInfo> sheets() {
            return workbook.sheets();
        }

        @Override
        public RowReader open(int index) throws IOException {
            return workbook.open(index);
        }

        @Override
        public Optional<RegularCsv> regular(int index, Path aside) throws IOException {
            return workbook.regular(index, aside);
        }

        @Override
        public void close() {
            // The shelf closes it.
        }
    }
}
