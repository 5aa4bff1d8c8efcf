package org.fubiao.publishing.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.ooxml.POIXMLProperties;
import org.jspecify.annotations.Nullable;

/** Saves workbooks and documents so that the same content always gives the same bytes. */
public final class OfficeFile {
    /** The earliest time that a zip entry can have. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private OfficeFile() {}

    /**
     * Writes a document.
     *
     * @param title of the document's properties
     * @param author of the document's properties
     * @param date of the document's properties, instead of the clock's
     */
    public static void save(POIXMLDocument document, Path file, String title, String author, LocalDate date)
            throws IOException {
        save(document, Map.of(), file, title, author, date);
    }

    /**
     * Writes a document that somebody else made and that was changed since. It keeps its properties.
     *
     * @param date of the change, instead of the clock's
     */
    public static void saveAgain(POIXMLDocument document, Path file, LocalDate date) throws IOException {
        document.getProperties().getCoreProperties().getUnderlyingProperties().setModifiedProperty(instant(date));
        write(document, Map.of(), file);
    }

    /**
     * Writes a document.
     *
     * @param lines by the name of its part, the lines that a sheet is without so far
     */
    static void save(
            POIXMLDocument document,
            Map<String, SheetLines> lines,
            Path file,
            String title,
            String author,
            LocalDate date)
            throws IOException {
        setProperties(document.getProperties(), title, author, date);
        write(document, lines, file);
    }

    private static void write(POIXMLDocument document, Map<String, SheetLines> lines, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TimelessZip zip = new TimelessZip(out, lines)) {
            document.write(zip);
        }
    }

    private static Optional<Date> instant(LocalDate date) {
        return Optional.of(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static void setProperties(POIXMLProperties properties, String title, String author, LocalDate date) {
        Optional<Date> instant = instant(date);
        POIXMLProperties.CoreProperties core = properties.getCoreProperties();
        core.setTitle(title);
        core.setCreator(author);
        core.setLastModifiedByUser(author);
        core.setCreated(instant);
        core.getUnderlyingProperties().setModifiedProperty(instant);
        properties.getExtendedProperties().setApplication("Fubiao");
    }

    /** The archive that the library writes to, with a fixed time for each entry; the order of entries is fixed as it is. */
    private static final class TimelessZip extends ZipArchiveOutputStream {
        private final Map<String, SheetLines> lines;
        private final ByteArrayOutputStream withoutLines = new ByteArrayOutputStream();
        /** The entry that is held back until its lines are added. */
        private @Nullable ZipArchiveEntry held;

        TimelessZip(OutputStream out, Map<String, SheetLines> lines) {
            super(out);
            this.lines = new HashMap<>(lines);
            // Half of the work for a file that is a little larger.
            setLevel(Deflater.BEST_SPEED);
        }

        @Override
        public void putArchiveEntry(ZipArchiveEntry entry) throws IOException {
            entry.setTimeLocal(ENTRY_TIME);
            if (lines.containsKey(entry.getName())) {
                held = entry;
                withoutLines.reset();
            } else {
                super.putArchiveEntry(entry);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (held == null) {
                super.write(bytes, offset, length);
            } else {
                withoutLines.write(bytes, offset, length);
            }
        }

        @Override
        public void closeArchiveEntry() throws IOException {
            ZipArchiveEntry entry = held;
            held = null;
            SheetLines added = entry == null ? null : lines.remove(entry.getName());
            if (entry == null || added == null) {
                super.closeArchiveEntry();
            } else {
                added.write(withoutLines.toByteArray(), entry, this);
            }
        }
    }
}
