package org.fubiao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
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

    /** The job that was named, or the only one there is. */
    String jobOrOnly(@Nullable String named) {
        if (named != null) {
            job(named);
            return named;
        }
        List<String> ids = jobIds();
        if (ids.size() == 1) {
            return ids.get(0);
        }
        throw usage(
                ids.isEmpty()
                        ? "目录 " + jobs + " 下没有汇总任务。请在附表的根目录运行，或用 --jobs 指定。"
                        : "有多个汇总任务，请指明一个：" + String.join("、", ids));
    }

    /** Loads the job that was named, or the only one there is. */
    Job load(@Nullable String named, SoundDefinitions sound) {
        return JobLoader.load(job(jobOrOnly(named)), Compute::alone, sound);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
