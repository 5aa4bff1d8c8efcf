package org.fubiao.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.OperatorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFDataValidationConstraint;
import org.apache.poi.xssf.usermodel.XSSFDataValidationHelper;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.recognition.TemplateIdentity;
import org.jspecify.annotations.Nullable;

/** What cells accept, and what they say of it: drop-downs, types and limits. */
final class Validations {
    /** A drop-down in the cell's own definition cannot be longer; neither can a text that is shown. */
    private static final int LONGEST_LIST = 255;

    private static final int LONGEST_TITLE = 32;
    private static final int LONGEST_TEXT = 250;
    private static final int LONGEST_ERROR = 220;
    /** Longer texts are asked about, not refused. */
    private static final int LONG_TEXT = 1000;

    private static final String LEAST = "-999999999999999";
    private static final String GREATEST = "999999999999999";

    private final XSSFSheet choices;
    private int lists;

    /** @param choices sheet for the entries of long drop-downs */
    Validations(XSSFSheet choices) {
        this.choices = choices;
    }

    void add(XSSFSheet sheet, Field field, CellRangeAddress range) {
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        DataValidation validation = helper.createValidation(
                constraint(
                        helper, field, new CellReference(range.getFirstRow(), range.getFirstColumn()).formatAsString()),
                new CellRangeAddressList(
                        range.getFirstRow(), range.getLastRow(), range.getFirstColumn(), range.getLastColumn()));
        validation.setEmptyCellAllowed(true);
        // In this library's words for this format: shown unless suppressed.
        validation.setSuppressDropDownArrow(true);
        validation.setShowPromptBox(true);
        validation.createPromptBox(cut(field.name(), LONGEST_TITLE), cut(FieldWords.prompt(field), LONGEST_TEXT));
        validation.setShowErrorBox(true);
        boolean text = field.type() == FieldType.TEXT;
        validation.setErrorStyle(text ? DataValidation.ErrorStyle.WARNING : DataValidation.ErrorStyle.STOP);
        validation.createErrorBox(
                cut(field.name(), LONGEST_TITLE),
                text ? "内容超过" + LONG_TEXT + "字，请确认。" : cut(FieldWords.error(field), LONGEST_ERROR));
        sheet.addValidationData(validation);
    }

    private DataValidationConstraint constraint(XSSFDataValidationHelper helper, Field field, String cell) {
        return switch (field.type()) {
            case TEXT ->
                helper.createTextLengthConstraint(OperatorType.LESS_OR_EQUAL, Integer.toString(LONG_TEXT), null);
            case CODE -> list(helper, field.codes());
            case YES_NO -> list(helper, List.of("是", "否"));
            case INTEGER ->
                helper.createIntegerConstraint(
                        OperatorType.BETWEEN, bound(field.min(), LEAST), bound(field.max(), GREATEST));
            case PERCENT ->
                helper.createDecimalConstraint(
                        OperatorType.BETWEEN, bound(field.min(), LEAST), bound(field.max(), GREATEST));
            case DECIMAL -> helper.createCustomConstraint(decimal(field, cell));
            case DATE -> helper.createDateConstraint(OperatorType.BETWEEN, "DATE(1900,1,1)", "DATE(2199,12,31)", "");
        };
    }

    private static String bound(@Nullable BigDecimal value, String otherwise) {
        return value == null ? otherwise : value.toPlainString();
    }

    private static String decimal(Field field, String cell) {
        List<String> conditions = new ArrayList<>();
        conditions.add("ISNUMBER(" + cell + ")");
        conditions.add("ABS(ROUND(" + cell + "," + field.scale() + ")-" + cell + ")<0.0000000001");
        if (field.min() != null) {
            conditions.add(cell + ">=" + field.min().toPlainString());
        }
        if (field.max() != null) {
            conditions.add(cell + "<=" + field.max().toPlainString());
        }
        return "AND(" + String.join(",", conditions) + ")";
    }

    private DataValidationConstraint list(XSSFDataValidationHelper helper, List<String> entries) {
        boolean fits = String.join(",", entries).length() <= LONGEST_LIST
                && entries.stream()
                        .noneMatch(
                                entry -> entry.contains(",") || entry.contains("\"") || !entry.equals(entry.strip()));
        return fits
                ? new XSSFDataValidationConstraint(entries.toArray(new String[0]))
                : helper.createFormulaListConstraint(longList(entries));
    }

    /** Writes the entries to a column of their own. Returns its address. */
    private String longList(List<String> entries) {
        for (int i = 0; i < entries.size(); i++) {
            XSSFRow row = choices.getRow(i) == null ? choices.createRow(i) : choices.getRow(i);
            XSSFCell cell = row.createCell(lists);
            cell.setCellValue(entries.get(i));
        }
        String column = CellReference.convertNumToColString(lists++);
        return TemplateIdentity.CHOICES + "!$" + column + "$1:$" + column + "$" + entries.size();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
