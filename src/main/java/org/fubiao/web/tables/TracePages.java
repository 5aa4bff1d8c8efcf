package org.fubiao.web.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Appendix;
import org.fubiao.job.Figure;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.run.Run;
import org.fubiao.submission.ReceivedFile;
import org.fubiao.submission.Register;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.CellTrace;
import org.fubiao.totals.Trace;
import org.fubiao.web.page.Attachments;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From a published number back to the submitted cells, and to the files that hold them. */
@Controller
@RequestMapping("/jobs/{job}/trace/{period}")
class TracePages {
    private static final int MOST_ROWS = 200;

    private final JobAccess access;
    private final JobCatalog jobs;
    private final Tables tables;
    private final Register register;

    TracePages(JobAccess access, JobCatalog jobs, Tables tables) {
        this.access = access;
        this.jobs = jobs;
        this.tables = tables;
        this.register = new Register(new JdbcTemplate(tables.database()));
    }

    /** The cell of an appendix at an address of its workbook. */
    @GetMapping("/appendices/{id}/{cell}")
    String cell(
            @PathVariable String job,
            @PathVariable Period period,
            @PathVariable String id,
            @PathVariable String cell,
            @RequestParam(defaultValue = "5") int rows,
            Model model)
            throws SQLException {
        access.requireReader(job);
        Run run = run(job, period);
        frame(job, run, rows, model);
        model.addAttribute("id", id);
        model.addAttribute("address", cell);
        Optional<Tables.Source> source = tables.source(run);
        if (source.isEmpty()) {
            return "tables/changed";
        }
        AppendixTable table = source.get().appendix(id).orElseThrow(() -> new NotFoundException("no appendix " + id));
        AppendixLayout.Place place =
                new AppendixLayout(table).find(cell).orElseThrow(() -> new NotFoundException("no cell " + cell));
        // Rows of a listing are traced as a whole, by their labels too.
        int leaf = table.definition().rows() instanceof Appendix.Listing ? Math.max(0, place.column()) : place.column();
        CellTrace trace = source.get()
                .cell(table, place.row(), leaf, shown(rows))
                .orElseThrow(() -> new NotFoundException("nothing to trace in " + cell));
        Row row = table.rows().get(place.row());
        AppendixTable.LeafColumn column = table.columns().get(leaf);
        boolean listed = trace.how() == CellTrace.How.LISTED;
        model.addAttribute("subject", table.definition().title());
        model.addAttribute("row", String.join(" ", row.labels()));
        model.addAttribute("column", listed ? "" : String.join(" / ", column.heads()));
        model.addAttribute(
                "shown",
                !listed && row.cells().get(leaf) instanceof Numeric number
                        ? new NumberText().printed(number.value(), column.format())
                        : "");
        model.addAttribute("how", trace.how());
        model.addAttribute("steps", TraceView.of(trace, sight(source.get())));
        model.addAttribute(
                "listed", trace.listed() == null ? null : TraceView.listed(trace.listed(), sight(source.get())));
        return "tables/trace";
    }

    /** A figure of the report. */
    @GetMapping("/figures/{figure}")
    String figure(
            @PathVariable String job,
            @PathVariable Period period,
            @PathVariable String figure,
            @RequestParam(defaultValue = "5") int rows,
            Model model)
            throws SQLException {
        access.requireReader(job);
        Run run = run(job, period);
        frame(job, run, rows, model);
        Optional<Tables.Source> source = tables.source(run);
        if (source.isEmpty()) {
            return "tables/changed";
        }
        Figure definition = source.get().job().figures().stream()
                .filter(one -> one.id().equals(figure))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no figure " + figure));
        Trace trace = source.get()
                .figure(definition.id(), shown(rows))
                .orElseThrow(() -> new NotFoundException("no figure " + figure));
        Tables.Standing standing = source.get().standings().get(definition.id());
        model.addAttribute("subject", definition.id() + " " + definition.title());
        model.addAttribute("row", "");
        model.addAttribute("column", "");
        model.addAttribute("shown", standing == null ? "" : standing.quoted());
        model.addAttribute("how", CellTrace.How.MEASURE);
        model.addAttribute("steps", TraceView.of(trace, sight(source.get())));
        model.addAttribute("listed", null);
        if (standing != null && standing.appendix() != null) {
            model.addAttribute("standsIn", standing.appendix());
            model.addAttribute("id", standing.id());
            model.addAttribute("address", standing.address());
        }
        return "tables/trace";
    }

    private Run run(String job, Period period) {
        return tables.latest(job, period).orElseThrow(() -> new NotFoundException("no run of " + period));
    }

    private void frame(String job, Run run, int rows, Model model) {
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("period", run.period());
        model.addAttribute("run", run);
        model.addAttribute("rows", shown(rows));
        model.addAttribute("mostRows", MOST_ROWS);
        model.addAttribute("detailed", seesRows(job));
        Map<String, String> files = new LinkedHashMap<>();
        if (seesRows(job)) {
            register.files(run.id()).forEach(file -> files.put(file.path(), file.sha256()));
        }
        model.addAttribute("files", files);
    }

    private static int shown(int rows) {
        return Math.max(1, Math.min(rows, MOST_ROWS));
    }

    private static Sight sight(Tables.Source source) {
        Job job = source.job();
        return seesRows(job.id())
                ? Sight.ALL
                : Sight.ofPrinted(job.during(source.run().period()));
    }

    /** What units sent is for those who work with it; others see what is printed. */
    private static boolean seesRows(String job) {
        return Visitor.account().filter(account -> account.runs(job)).isPresent();
    }

    /** A file as it was received, by the hash of its bytes: only if the run read it. */
    @GetMapping("/files/{sha256}")
    ResponseEntity<Resource> file(@PathVariable String job, @PathVariable Period period, @PathVariable String sha256) {
        access.requireRunner(job);
        ReceivedFile file = register.files(run(job, period).id()).stream()
                .filter(one -> one.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no file " + sha256));
        Path kept = tables.archived(file.sha256());
        if (!Files.isRegularFile(kept)) {
            throw new NotFoundException("the archive lacks " + sha256);
        }
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return Attachments.bytes(new FileSystemResource(kept), name, file.sha256());
    }
}
