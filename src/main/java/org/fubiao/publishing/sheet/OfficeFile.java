package org.fubiao.publishing.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.ooxml.POIXMLProperties;

/** Saves workbooks and documents so that the same content always gives the same bytes. */
public final class OfficeFile {
    /** The earliest time that a zip entry can have. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Readers expect it first. */
    private static final String FIRST_ENTRY = "[Content_Types].xml";

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
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        document.write(raw);
        try (OutputStream out = Files.newOutputStream(file)) {
            repack(raw.toByteArray(), out);
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

    /** The same entries in a fixed order, at a fixed time. */
    private static void repack(byte[] zip, OutputStream out) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName().equals(FIRST_ENTRY) ? "" : entry.getName(), in.readAllBytes());
            }
        }
        try (ZipOutputStream zipOut = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey().isEmpty() ? FIRST_ENTRY : content.getKey());
                entry.setTimeLocal(ENTRY_TIME);
                zipOut.putNextEntry(entry);
                zipOut.write(content.getValue());
                zipOut.closeEntry();
            }
        }
    }
}
