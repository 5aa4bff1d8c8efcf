package org.fubiao.sample;

import java.util.List;

/**
 * All that was really reported for a year.
 *
 * @param agencies the units of that year
 */
record SampleYear(int year, List<Agency> agencies, List<Report> reports) {
    SampleYear {
        agencies = List.copyOf(agencies);
        reports = List.copyOf(reports);
    }

    List<Report> of(FormText form) {
        return reports.stream().filter(report -> report.form() == form).toList();
    }

    List<Report> of(Agency agency) {
        return reports.stream().filter(report -> report.agency().equals(agency)).toList();
    }

    Report of(Agency agency, FormText form) {
        return of(agency).stream()
                .filter(report -> report.form() == form)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(agency.name() + " " + form.title()));
    }
}
