package org.fubiao.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.account.Role;
import org.fubiao.finding.Severity;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.reviewing.ReviewShelf.Reviewed;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the latest run found. */
@RestController
@RequestMapping(path = ApiConfiguration.JOB + "/periods/{period}/findings", produces = "application/json")
@Tag(name = "findings", description = "What is wrong with what was handed in.")
class FindingsApi {
    private final ApiAccess access;
    private final ReviewShelf shelf;

    FindingsApi(ApiAccess access, ReviewShelf shelf) {
        this.access = access;
        this.shelf = shelf;
    }

    /** What is wanted of all findings; null is whatever. */
    private record Wanted(
            @Nullable Severity severity,
            @Nullable String unit,
            @Nullable String form,
            @Nullable String code) {
        boolean holds(FindingLine line) {
            return (severity == null || severity == line.severity())
                    && (unit == null || unit.equals(line.unit()))
                    && (form == null || form.equals(line.form()))
                    && (code == null || code.equals(line.code()));
        }
    }

    @GetMapping
    @Operation(
            operationId = "listFindings",
            summary = "What the latest complete run found",
            description =
                    "The worst and most frequent first, in pages. A unit is told of its own findings only; viewers are not"
                            + " told of any.")
    Page<FindingJson> list(
            @PathVariable String job,
            @PathVariable Period period,
            @RequestParam(required = false) @Nullable Severity severity,
            @Parameter(description = "Code of a unit.") @RequestParam(required = false) @Nullable String unit,
            @Parameter(description = "Title of a form.") @RequestParam(required = false) @Nullable String form,
            @Parameter(description = "Code of a kind of finding, such as JY-01.")
                    @RequestParam(required = false)
                    @Nullable String code,
            @Parameter(description = "From 1.") @RequestParam(defaultValue = "1") int page,
            @Parameter(description = "At most 1000.") @RequestParam(defaultValue = "100") int size)
            throws IOException {
        Account account = access.member(job);
        boolean isUnit = account.role() == Role.UNIT;
        boolean may = isUnit ? unit == null || unit.equals(account.unit()) : account.runs(job);
        if (!may) {
            throw new AccessDeniedException(account.name() + " may not see these findings of " + job);
        }
        Wanted wanted = new Wanted(severity, isUnit ? account.unit() : unit, form, code);
        Page.Gathering<FindingJson> found = new Page.Gathering<>(page, size);
        Optional<Reviewed> latest = shelf.latest(job, period);
        if (latest.isPresent()) {
            for (FindingLine line : latest.get().review().findings()) {
                if (wanted.holds(line) && found.wantsNext()) {
                    found.add(FindingJson.of(line));
                }
            }
        }
        return found.page();
    }
}
