package org.fubiao.web.administration;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.account.UnitAccounts;
import org.fubiao.account.UnitAccounts.Made;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.web.page.Attachments;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The accounts of units, made for all of a job at once. */
@Controller
class UnitsPage {
    private static final String WORKBOOK = "xlsx";

    private final JobCatalog jobs;
    private final UnitAccounts units;
    private final Clock clock;

    UnitsPage(JobCatalog jobs, UnitAccounts units, Clock clock) {
        this.jobs = jobs;
        this.units = units;
        this.clock = clock;
    }

    /**
     * A job as the list shows it.
     *
     * @param sound whether its definitions can be read; without them nobody knows its units
     */
    record Line(String id, String title, boolean sound, int units, int without) {}

    @GetMapping("/administration/units")
    String show(Model model) {
        List<Line> lines = new ArrayList<>();
        for (String id : jobs.ids()) {
            try {
                Job job = jobs.get(id);
                List<UnitAccounts.Unit> all = unitsOf(job);
                lines.add(new Line(
                        id,
                        job.title(),
                        true,
                        all.size(),
                        units.without(id, all).size()));
            } catch (InvalidJobException e) {
                lines.add(new Line(id, id, false, 0, 0));
            }
        }
        model.addAttribute("jobs", lines);
        return "administration/units";
    }

    /** Answers with the list of names and passwords, which exists only in this answer. */
    @PostMapping("/administration/units/{job}")
    ResponseEntity<byte[]> make(@PathVariable String job, @RequestParam String format, HttpServletRequest request)
            throws IOException {
        if (!jobs.ids().contains(job)) {
            throw new NotFoundException("no job " + job);
        }
        Job loaded = jobs.get(job);
        List<Made> made = units.makeMissing(job, unitsOf(loaded), Visitor.actor(request));
        boolean workbook = format.equals(WORKBOOK);
        String name = "单位账号-" + loaded.title() + (workbook ? ".xlsx" : ".csv");
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachments.named(name))
                .contentType(MediaType.parseMediaType(
                        workbook
                                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                : "text/csv;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body(workbook ? PasswordList.workbook(made) : PasswordList.csv(made));
    }

    private List<UnitAccounts.Unit> unitsOf(Job job) {
        return job.unitsAbout(LocalDate.now(clock)).stream()
                .map(unit -> new UnitAccounts.Unit(unit.code(), unit.name()))
                .toList();
    }
}
