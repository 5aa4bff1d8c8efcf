package org.fubiao.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fubiao.cli.FubiaoCli;

/**
 * Goes through all commands once, so that the virtual machine can archive the classes that they need
 * ({@code -XX:ArchiveClassesAtExit}): with a small job of its own, so that it takes seconds however much waits to be totalled,
 * and no report leaves its place. Nothing of it stays but what is in the given folder.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Entry point for the launcher.
     *
     * @param args an empty folder to work in
     */
    public static void main(String[] args) throws IOException {
        Path scratch = Path.of(args[0]);
        System.setProperty("FUBIAO_LOG", scratch.resolve("fubiao.log").toString());
        go(scratch);
    }

    /** Gives the exit codes of the commands. */
    static List<Integer> go(Path scratch) throws IOException {
        RehearsalFiles.layOut(scratch);
        String jobs = "--jobs=" + scratch.resolve("jobs");
        String work = "--work=" + scratch.resolve("work");
        String input = "--input=" + scratch.resolve("input");
        String output = "--output=" + scratch.resolve("output");
        Path reports = scratch.resolve("input/library/2023");
        return List.of(
                FubiaoCli.run("run", jobs, work, input, output),
                // Nothing is read this time, which takes another way.
                FubiaoCli.run("run", jobs, work, input, output),
                FubiaoCli.run("runs", jobs, work),
                FubiaoCli.run("trace", "T01", jobs, work),
                FubiaoCli.run("diff", "1", "1", jobs, work),
                FubiaoCli.run("rules", jobs, work),
                FubiaoCli.run("template", jobs, work, "--period=2024", "--output=" + scratch.resolve("templates")),
                FubiaoCli.run(
                        "check",
                        jobs,
                        "--period=2023",
                        reports.resolve("市图书馆/馆藏变动表.xlsx").toString()),
                FubiaoCli.run("--help"));
    }
}
