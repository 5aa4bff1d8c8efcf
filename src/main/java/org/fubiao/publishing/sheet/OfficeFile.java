package org.fubiao.publishing.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.ooxml.POIXMLProperties;

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
        setProperties(document.getProperties(), title, author, date);
        try (OutputStream out = Files.newOutputStream(file);
                TimelessZip zip = new TimelessZip(out)) {
            document.write(zip);
        }
    }

    private static void setProperties(POIXMLProperties properties, String title, String author, LocalDate date) {
        Optional<Date> instant =
                Optional.of(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
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
        TimelessZip(OutputStream out) {
            super(out);
            // Half of the work for a file that is a little larger.
            setLevel(Deflater.BEST_SPEED);
        }

        @Override
        public void putArchiveEntry(ZipArchiveEntry entry) throws IOException {
            entry.setTimeLocal(ENTRY_TIME);
            super.putArchiveEntry(entry);
        }
    }
}
