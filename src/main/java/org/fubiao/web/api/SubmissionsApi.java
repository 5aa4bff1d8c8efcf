package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.account.Account;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.running.RunDesk;
import org.fubiao.web.page.Visitor;
import org.fubiao.web.submissions.ReportingPeriods;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Handing in files. */
@RestController
@RequestMapping(ApiConfiguration.JOB + "/periods/{period}/submissions")
@Tag(name = "submissions", description = "Handing in files.")
class SubmissionsApi {
    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String OLD_EXCEL = "application/vnd.ms-excel";
    private static final String CSV = "text/csv";
    private static final String FILE = "file";
    private static final String NAME = "X-File-Name";

    private final ApiAccess access;
    private final ReportingPeriods periods;
    private final Submitting desk;
    private final RunDesk runs;

    SubmissionsApi(ApiAccess access, ReportingPeriods periods, Submitting desk, RunDesk runs) {
        this.access = access;
        this.periods = periods;
        this.desk = desk;
        this.runs = runs;
    }

    /** For the document alone: the parts of a form. */
    @Schema(name = "SubmissionForm")
    record FormParts(
            @Schema(type = "string", format = "binary", description = "The file.")
            String file) {}

    @PostMapping(
            consumes = {
                MediaType.MULTIPART_FORM_DATA_VALUE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE,
                EXCEL,
                OLD_EXCEL,
                CSV
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitFile",
            summary = "Hand in a file",
            description =
                    "As the part “file” of a form, or as the body itself with its name in the header X-File-Name. The answer"
                            + " tells at once what a run would find in it. A unit hands in its own files; a statistician those of the"
                            + " unit that is named. What was handed in before is never replaced: a file of the same name is kept as"
                            + " “…（第2次报送）”, and the newer version counts. For a period that is closed, files are taken in too; the answer"
                            + " says so, and nothing is totalled of them until it is opened again. Nothing is kept of a file that is refused.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = FormParts.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = EXCEL, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = OLD_EXCEL, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = CSV, schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(responseCode = "201", description = "It was taken in.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It would be taken in (dryRun).", useReturnTypeSchema = true)
    DeferredResult<ResponseEntity<SubmissionJson>> submit(
            @PathVariable String job,
            @PathVariable Period period,
            @Parameter(description = "Code of the unit whose file it is; only for statisticians.")
                    @RequestParam(required = false)
                    @Nullable String unit,
            @Parameter(description = "Only to look at the file, and keep nothing.")
                    @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "Name of the file where the body is the file itself: UTF-8, percent-encoded.")
                    @RequestHeader(name = NAME, required = false)
                    @Nullable String fileName,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        Account account = access.submitter(job);
        Job there = access.definitions(job, period);
        requireOffered(there, period);
        Unit whose = whose(account, unit, there);
        MultipartFile part = request instanceof MultipartHttpServletRequest form ? form.getFile(FILE) : null;
        if (part == null && request instanceof MultipartHttpServletRequest) {
            throw new ApiException(Problem.BAD_REQUEST);
        }
        String name = part == null ? decoded(fileName) : String.valueOf(part.getOriginalFilename());
        Optional<ClosedPeriod> closed = runs.closed(job, period);
        try (InputStream bytes = part == null ? request.getInputStream() : part.getInputStream()) {
            return desk.submit(
                    new Submitting.Submission(there, period, whose, name, dryRun, Visitor.actor(request), closed),
                    bytes);
        }
    }

    /** The same periods as the page offers: what lies in the folder of another would be found by nobody, or by surprise. */
    private void requireOffered(Job job, Period period) throws IOException {
        List<Period> offered = periods.offered(job);
        if (!offered.contains(period)) {
            throw new ApiException(
                    Problem.PERIOD_NOT_OFFERED,
                    period.describe(),
                    offered.stream().map(Period::toString).collect(Collectors.joining("、")));
        }
    }

    private static Unit whose(Account account, @Nullable String wanted, Job job) {
        String own = account.unit();
        if (own != null && wanted != null && !wanted.equals(own)) {
            throw new org.springframework.security.access.AccessDeniedException(
                    account.name() + " is not of " + wanted);
        }
        String code = own == null ? wanted : own;
        return job.units().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ApiException(Problem.UNIT));
    }

    private static String decoded(@Nullable String header) {
        if (header == null) {
            throw new ApiException(Problem.FILE_NAME);
        }
        try {
            // Percent signs only: a plus is a plus.
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(Problem.FILE_NAME);
        }
    }
}
