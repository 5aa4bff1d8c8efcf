package org.fubiao.publishing.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.fubiao.publishing.sheet.Pieces.Piece;
import org.jspecify.annotations.Nullable;

/**
 * A long list, which stands in a workbook of its own and in the compilation: laid out, written and compressed once for both.
 * Whoever needs it helps to make it; what comes out does not depend on who did.
 */
final class LongTable implements SheetLines {
    /** Lines of a piece. Fixed, since it can be told from the bytes. */
    private static final int LINES = 4096;

    private final Grid grid;
    private final LongLines lines;
    private final AtomicInteger next = new AtomicInteger();
    private final List<CompletableFuture<Piece>> pieces = new ArrayList<>();
    private @Nullable GridLayout layout;
    private @Nullable LongLooks looks;

    LongTable(Grid grid) {
        this.grid = grid;
        this.lines = (LongLines) grid.lines();
        for (int first = 0; first < lines.size(); first += LINES) {
            pieces.add(new CompletableFuture<>());
        }
    }

    Grid grid() {
        return grid;
    }

    synchronized GridLayout layout() {
        if (layout == null) {
            layout = new GridLayout(grid);
        }
        return layout;
    }

    /** Makes its looks in a workbook. They have the same numbers in all workbooks, being the first in each. */
    synchronized void reserve(Styles styles) {
        LongLooks reserved = LongLooks.reserve(grid, layout().widths(), styles);
        if (looks != null && !looks.equals(reserved)) {
            throw new IllegalStateException("looks of " + grid.name() + " differ between workbooks");
        }
        looks = reserved;
    }

    private synchronized LongLooks looks() {
        if (looks == null) {
            throw new IllegalStateException("no looks are reserved for " + grid.name());
        }
        return looks;
    }

    /** The rows of its lines, compressed. */
    List<Piece> pieces() {
        LineWriter writer = new LineWriter(grid, lines, layout(), looks());
        for (int piece = next.getAndIncrement(); piece < pieces.size(); piece = next.getAndIncrement()) {
            try {
                int first = piece * LINES;
                XmlBytes xml = writer.write(first, Math.min(lines.size(), first + LINES));
                pieces.get(piece).complete(Pieces.compress(xml.bytes(), xml.length(), false));
            } catch (RuntimeException | Error e) {
                pieces.get(piece).completeExceptionally(e);
            }
        }
        return pieces.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void write(byte[] written, ZipArchiveEntry entry, ZipArchiveOutputStream zip) throws IOException {
        LongSheet sheet = new LongSheet(written, this);
        sheet.describe(entry);
        zip.addRawArchiveEntry(entry, sheet.compressed());
    }
}
