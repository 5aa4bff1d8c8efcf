package org.fubiao.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of one sheet as Excel saves it: shared strings, addresses on rows and cells, dates as styled day numbers. Written
 * straight through, since tens of thousands are made.
 */
final class XlsxFile implements TableFile {
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDateTime SAVED = LocalDateTime.of(2024, 1, 10, 9, 0);
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipOutputStream zip;
    private final Writer out;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private long uses;
    private int rows;

    XlsxFile(Path file) throws IOException {
        OutputStream stream = Files.newOutputStream(file);
        zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
        part("[Content_Types].xml", contentTypes());
        part(
                "_rels/.rels",
                relations("<Relationship Id=\"rId1\" Type=\"" + OFFICE
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
        part(
                "xl/workbook.xml",
                XML + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE
                        + "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        part(
                "xl/_rels/workbook.xml.rels",
                relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                        + relation("rId2", "styles", "styles.xml")
                        + relation("rId3", "sharedStrings", "sharedStrings.xml")));
        part("xl/styles.xml", styles());
        begin("xl/worksheets/sheet1.xml");
        out.write(XML + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    }

    private static String contentTypes() {
        String override = "<Override PartName=\"/xl/%s.xml\" ContentType=\"" + PART + "%s+xml\"/>";
        return XML + "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + override.formatted("workbook", "sheet.main")
                + override.formatted("worksheets/sheet1", "worksheet")
                + override.formatted("styles", "styles")
                + override.formatted("sharedStrings", "sharedStrings") + "</Types>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    private static String relations(String all) {
        return XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + all + "</Relationships>";
    }

    /** Style 0 is general, style 1 a date. */
    private static String styles() {
        String general = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>";
        return XML + "<styleSheet xmlns=\"" + MAIN + "\">"
                + "<numFmts count=\"1\"><numFmt numFmtId=\"176\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\">" + general + "</cellStyleXfs><cellXfs count=\"2\">"
                + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
                + "<xf numFmtId=\"176\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
                + "</cellXfs></styleSheet>";
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(SAVED);
        zip.putNextEntry(entry);
    }

    private void end() throws IOException {
        out.flush();
        zip.closeEntry();
    }

    private void part(String name, String text) throws IOException {
        begin(name);
        out.write(text);
        end();
    }

    @Override
    public void row(@Nullable Object... cells) throws IOException {
        rows++;
        line.setLength(0);
        line.append("<row r=\"").append(rows).append("\">");
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            if (cell != null) {
                line.append("<c r=\"").append((char) ('A' + i)).append(rows).append('"');
                append(cell);
            }
        }
        out.append(line.append("</row>"));
    }

    private void append(Object cell) {
        if (cell instanceof Number) {
            line.append("><v>").append(TableFile.text(cell)).append("</v></c>");
        } else if (cell instanceof LocalDate date) {
            line.append(" s=\"1\"><v>")
                    .append(DAY_ZERO.until(date, ChronoUnit.DAYS))
                    .append("</v></c>");
        } else {
            Integer next = strings.size();
            Integer known = strings.putIfAbsent(TableFile.text(cell), next);
            uses++;
            line.append(" t=\"s\"><v>").append(known == null ? next : known).append("</v></c>");
        }
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            out.write("</sheetData></worksheet>");
            end();
            begin("xl/sharedStrings.xml");
            out.write(
                    XML + "<sst xmlns=\"" + MAIN + "\" count=\"" + uses + "\" uniqueCount=\"" + strings.size() + "\">");
            for (String text : strings.keySet()) {
                out.append("<si><t>").append(text).append("</t></si>");
            }
            out.write("</sst>");
            end();
        }
    }
}
