package org.fubiao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.job.loading.JobOutline;
import org.fubiao.job.loading.SoundDefinitions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the jobs are, and which one is meant. */
final class Jobs {
    @Option(names = "--jobs", paramLabel = "目录", defaultValue = "jobs", description = "汇总任务目录（默认：${DEFAULT-VALUE}）")
    private Path jobs = Path.of("jobs");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "显示本帮助")
    boolean help;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Where the jobs are. */
    Path folder() {
        return jobs;
    }

    /** The ids of all jobs, sorted. */
    List<String> jobIds() {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(jobs)) {
            return children.filter(child -> Files.exists(child.resolve("job.yml")))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folder of a job; a usage error if there is none of that name. */
    Path job(String id) {
        List<String> ids = jobIds();
        if (!ids.contains(id) && Files.isDirectory(jobs.resolve(id))) {
            throw usage("汇总任务的目录 " + jobs.resolve(id) + " 中缺少 job.yml（汇总任务的名称、发布单位、报告期），请新建。");
        }
        if (!ids.contains(id)) {
            throw usage("没有汇总任务“" + id + "”。目录 " + jobs + " 下有：" + (ids.isEmpty() ? "（无）" : String.join("、", ids)));
        }
        return jobs.resolve(id);
    }

    /**
     * The job that was named, or the one that is meant without a name: of those whose periods are as long as the given one, if there is
     * one, the only one with which no other of them is reconciled.
     */
    String choose(@Nullable String named, @Nullable Period period) {
        if (named != null) {
            job(named);
            return named;
        }
        List<String> ids = jobIds();
        if (ids.size() == 1) {
            return ids.get(0);
        }
        if (ids.isEmpty()) {
            throw usage("目录 " + jobs + " 下没有汇总任务。请在附表的根目录运行，或用 --jobs 指定。");
        }
        Map<String, JobOutline> outlines = new LinkedHashMap<>();
        for (String id : ids) {
            JobOutline outline = JobOutline.of(jobs.resolve(id));
            if (period == null
                    || outline.kind().filter(kind -> kind != period.kind()).isEmpty()) {
                outlines.put(id, outline);
            }
        }
        List<String> meant = outlines.keySet().stream()
                .filter(id -> outlines.values().stream()
                        .noneMatch(other -> other.comparedWith().contains(id)))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        Optional<String> broken = outlines.keySet().stream()
                .filter(id -> !Objects.requireNonNull(outlines.get(id)).sound())
                .findFirst();
        if (broken.isPresent()) {
            // Whoever loads it will be told what is wrong with it.
            return broken.get();
        }
        if (period != null && outlines.isEmpty()) {
            throw usage("没有哪个汇总任务的报告期像 " + period + " 这样长。目录 " + jobs + " 下有：" + String.join("、", ids));
        }
        throw usage("有多个汇总任务，请指明一个：" + String.join("、", outlines.keySet()));
    }

    /** Loads the job that was named, or the one that is meant without a name. */
    Job load(@Nullable String named, @Nullable Period period, SoundDefinitions sound) {
        return JobLoader.load(job(choose(named, period)), Compute::alone, sound);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
