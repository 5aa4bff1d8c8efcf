package org.fubiao.bench.rivals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case small enough to be worked out by hand. Its files are kept as texts and written in the format that {@code spec.json}
 * names: in workbooks what looks like a number or a date is one, unless an apostrophe stands before it.
 */
final class SmallCase {
    static final Path RESOURCES = Path.of("src/test/resources/rivals");

    private SmallCase() {}

    /** Three units, two forms, files of all formats. */
    static void writeMixed(Path folder) throws IOException {
        Files.copy(RESOURCES.resolve("spec.json"), folder.resolve("spec.json"));
        writeFiles(folder);
    }

    /** The one CSV file of the list form in {@link #writeMixed}. */
    static void writeLedger(Path folder) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode spec = (ObjectNode) json.readTree(RESOURCES.resolve("spec.json"));
        for (String array : List.of("units", "forms", "files")) {
            keepFirst((ArrayNode) spec.get(array));
        }
        ((ArrayNode) spec.get("measures"))
                .removeIf(measure -> !measure.get("form").stringValue().equals("f01"));
        ((ArrayNode) spec.at("/appendices/0/measures"))
                .removeIf(measure -> measure.stringValue().equals("年末合计"));
        json.writeValue(folder.resolve("spec.json"), spec);
        writeFiles(folder);
    }

    private static void keepFirst(ArrayNode array) {
        while (array.size() > 1) {
            array.remove(1);
        }
    }

    private static void writeFiles(Path folder) throws IOException {
        for (Spec.Source file : Spec.read(folder).files()) {
            Path text = RESOURCES.resolve("files/" + file.unit() + "-" + file.form() + ".csv");
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            if (file.isCsv()) {
                Files.copy(text, path);
            } else {
                try (Workbook workbook = file.path().endsWith(".xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                        OutputStream out = Files.newOutputStream(path)) {
                    fill(workbook, text);
                    workbook.write(out);
                }
            }
        }
    }

    private static void fill(Workbook workbook, Path text) throws IOException {
        CellStyle dates = workbook.createCellStyle();
        dates.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
        Sheet sheet = workbook.createSheet("填报");
        for (CSVRecord record : records(text)) {
            Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
            for (int i = 0; i < record.size(); i++) {
                if (!record.get(i).isEmpty()) {
                    fill(row.createCell(i), record.get(i), dates);
                }
            }
        }
    }

    private static void fill(Cell cell, String value, CellStyle dates) {
        if (value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            cell.setCellValue(Double.parseDouble(value));
        } else if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            cell.setCellValue(LocalDate.parse(value));
            cell.setCellStyle(dates);
        } else {
            cell.setCellValue(value.replaceFirst("^'", ""));
        }
    }

    static List<CSVRecord> records(Path text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, StandardCharsets.UTF_8, CSVFormat.DEFAULT)) {
            return parser.getRecords();
        }
    }
}
