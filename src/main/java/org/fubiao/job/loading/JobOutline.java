package org.fubiao.job.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.job.PeriodKind;

/**
 * What can be told of a job without loading it. Mistakes in it are left to whoever loads it.
 *
 * @param kind how long its periods are, if that is written properly
 * @param comparedWith the jobs with which it is reconciled
 * @param sound whether this could be read
 */
public record JobOutline(Optional<PeriodKind> kind, Set<String> comparedWith, boolean sound) {
    public JobOutline {
        comparedWith = Set.copyOf(comparedWith);
    }

    /** Reads the outline of a job folder. */
    public static JobOutline of(Path folder) {
        Problems problems = new Problems();
        JobFolder files = new JobFolder(folder.toAbsolutePath().normalize(), problems);
        Optional<PeriodKind> kind = files.optional("job.yml", Format.JOB).flatMap(JobLoader::periodKind);
        List<Value> reconciliations = files.optional("reconciliations.yml", Format.RECONCILIATIONS)
                .map(Value::items)
                .orElse(List.of());
        return new JobOutline(
                kind,
                reconciliations.stream().flatMap(one -> one.text("of").stream()).collect(Collectors.toSet()),
                problems.isEmpty());
    }
}
