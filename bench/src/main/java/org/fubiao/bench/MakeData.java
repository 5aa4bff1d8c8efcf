package org.fubiao.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fubiao.bench.data.CaseFolder;
import org.fubiao.bench.data.Truth;

/** Makes the data of a case without measuring anything: {@code bench/data CASE FOLDER [SIZE]}. */
public final class MakeData {
    private MakeData() {}

    public static void main(String[] args) throws Exception {
        BenchCase chosen = BenchCase.named(args[0]);
        long size = args.length > 2 ? Long.parseLong(args[2]) : chosen.own();
        Truth truth = CaseFolder.write(chosen.source(size), Path.of(args[1]));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).printf("%,d rows%n", truth.rows());
    }
}
