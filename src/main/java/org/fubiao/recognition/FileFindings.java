package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;

/** Collects what is wrong with a file as a whole. The unit and form that findings carry can be set as they become known. */
final class FileFindings {
    private final List<Finding> findings = new ArrayList<>();
    private final String file;
    private String sheet = "";
    private String unit = "";
    private String form = "";

    FileFindings(String file) {
        this.file = file;
    }

    /** What follows is about this sheet, of which nothing is known yet. */
    void about(String sheetName) {
        sheet = sheetName;
        unit = "";
        form = "";
    }

    void unit(String code) {
        unit = code;
    }

    void form(String id) {
        form = id;
    }

    void add(FindingCode code, String value, String expected, String message) {
        add(code, code.severity(), Place.sheet(file, sheet), "", value, expected, message);
    }

    void at(FindingCode code, long row, int column, String value, String expected, String message) {
        add(code, code.severity(), Place.cell(file, sheet, row, column), "", value, expected, message);
    }

    void column(FindingCode code, Place place, String field, String value, String expected, String message) {
        add(code, code.severity(), place, field, value, expected, message);
    }

    /** A sheet that is no form beside others that are: worth a note, no error. */
    void note(FindingCode code, String value, String expected, String message) {
        add(code, Severity.NOTE, Place.sheet(file, sheet), "", value, expected, message);
    }

    private void add(
            FindingCode code,
            Severity severity,
            Place place,
            String field,
            String value,
            String expected,
            String message) {
        findings.add(new Finding(code.code(), severity, unit, form, place, field, value, expected, message));
    }

    Place cell(long row, int column) {
        return Place.cell(file, sheet, row, column);
    }

    Place sheet() {
        return Place.sheet(file, sheet);
    }

    List<Finding> list() {
        return findings;
    }
}
