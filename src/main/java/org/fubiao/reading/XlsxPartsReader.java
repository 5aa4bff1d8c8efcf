package org.fubiao.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.fubiao.reading.XlsxParts.Format;
import org.fubiao.reading.XlsxParts.Sheet;
import org.jspecify.annotations.Nullable;

/** Reads the small parts of an XLSX file, and understands of them what the library does. */
final class XlsxPartsReader {
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final Set<String> WORKBOOKS =
            Set.of(SPREADSHEET + "sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml");

    /** Number formats whose meaning is fixed, whatever a file says of them. */
    private static final Set<String> FIXED = Set.of(
            "1", "2", "3", "4", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "37",
            "38", "39", "40", "45", "46", "47", "48", "49");

    private final XlsxPackage file;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<@Nullable String> formats = new ArrayList<>();
    private final Map<String, String> patterns = new HashMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private final Set<String> withoutCells = new HashSet<>();
    private String workbook = "/xl/workbook.xml";
    private @Nullable String sharedTexts;
    private @Nullable String styles;
    private boolean hasStyles;
    private boolean date1904;
    private boolean recalculates;
    private int place;
    private boolean inLooks;

    XlsxPartsReader(XlsxPackage file) {
        this.file = file;
    }

    XlsxParts read() throws IOException, XMLStreamException {
        file.read("[Content_Types].xml", this::takeType);
        if (hasStyles) {
            file.read(Objects.requireNonNull(styles), this::takeFormat);
        }
        int name = workbook.lastIndexOf('/') + 1;
        file.read(workbook.substring(0, name) + "_rels/" + workbook.substring(name) + ".rels", this::takeTarget);
        file.read(workbook, this::takeSheet);
        List<Format> known = formats.stream()
                .map(id -> new Format(id, id == null ? "" : patterns.getOrDefault(id, "")))
                .toList();
        String texts = sharedTexts != null && file.has(sharedTexts) ? sharedTexts : null;
        return new XlsxParts(sheets, texts, known, hasStyles, date1904, recalculates);
    }

    private void takeType(XMLStreamReader element, boolean begins) {
        String type = begins ? element.getAttributeValue(null, "ContentType") : null;
        if (type == null) {
            return;
        }
        hasStyles |= type.endsWith("spreadsheetml.styles+xml");
        if (!element.getLocalName().equals("Override")) {
            return;
        }
        if (WORKBOOKS.contains(type)) {
            workbook = required(element, "PartName");
        } else if (type.equals(SPREADSHEET + "sharedStrings+xml")) {
            sharedTexts = required(element, "PartName");
        } else if (type.equals(SPREADSHEET + "styles+xml")) {
            styles = required(element, "PartName");
        }
    }

    private void takeFormat(XMLStreamReader element, boolean begins) {
        String name = element.getLocalName();
        if (name.equals("cellXfs")) {
            inLooks = begins;
        } else if (begins && name.equals("numFmt")) {
            patterns.put(required(element, "numFmtId"), required(element, "formatCode"));
        } else if (begins && inLooks && name.equals("xf")) {
            String id = element.getAttributeValue(null, "numFmtId");
            formats.add(id);
            if (id != null && FIXED.contains(id)) {
                patterns.remove(id);
            }
        }
    }

    private void takeTarget(XMLStreamReader element, boolean begins) {
        if (!begins || !element.getLocalName().equals("Relationship")) {
            return;
        }
        String target = required(element, "Target");
        String id = element.getAttributeValue(null, "Id");
        String type = element.getAttributeValue(null, "Type");
        if (id == null) {
            return;
        }
        boolean absolute = target.startsWith("/");
        targets.put(id, absolute ? target : workbook.substring(0, workbook.lastIndexOf('/') + 1) + target);
        if (type != null && type.endsWith("sheet") && !type.endsWith("/worksheet")) {
            withoutCells.add(id);
        }
    }

    private void takeSheet(XMLStreamReader element, boolean begins) {
        if (!begins) {
            return;
        }
        String flag = element.getAttributeValue(null, "fullCalcOnLoad");
        recalculates |= "1".equals(flag) || "true".equals(flag);
        if (element.getLocalName().equals("workbookPr")) {
            String date = element.getAttributeValue(null, "date1904");
            date1904 = date == null ? date1904 : "1".equals(date) || "true".equalsIgnoreCase(date);
        } else if (element.getLocalName().equals("sheet")) {
            String id = element.getAttributeValue(RELATIONSHIPS, "id");
            if (id == null || !withoutCells.contains(id)) {
                String state = element.getAttributeValue(null, "state");
                boolean hidden = "hidden".equals(state) || "veryHidden".equals(state);
                SheetInfo info = new SheetInfo(required(element, "name"), hidden);
                sheets.add(new Sheet(info, place, id == null ? null : targets.get(id)));
            }
            place++;
        }
    }

    private static String required(XMLStreamReader element, String attribute) {
        return Objects.requireNonNull(element.getAttributeValue(null, attribute), attribute);
    }
}
