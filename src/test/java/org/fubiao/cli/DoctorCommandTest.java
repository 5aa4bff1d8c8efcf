package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fubiao.batch.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fubiao doctor} says and how it ends. */
class DoctorCommandTest {
    @TempDir
    private Path folder;

    private record Result(int code, String out) {}

    private static Result doctor(Library library) {
        StringWriter out = new StringWriter();
        int code = FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(out))
                .execute("doctor", "--jobs=" + library.jobs(), "--work=" + library.work());
        return new Result(code, out.toString());
    }

    @Test
    void beforeTheFirstRunThereIsNothingToVerify() {
        Result result = doctor(Library.empty(folder));

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("还没有汇总过，没有可检查的。");
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void contentItEndsWithZeroAndWithFaultsWithThree() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        Result content = doctor(library);
        assertThat(content.out()).contains("  存档      10 个文件，共 ", "检查完毕，没有发现问题。");
        assertThat(content.code()).isZero();

        Path figures = library.latest().toRealPath().resolve("figures.csv");
        Files.delete(figures);
        Result faulty = doctor(library);
        assertThat(faulty.out())
                .contains(
                        "    问题　" + figures + "：产出文件缺失。请运行 fubiao run library --period 2023 --reason 修复，即重新生成。",
                        "检查完毕，发现 1 处问题，请按上述办法处理后再检查一次。");
        assertThat(faulty.code()).isEqualTo(3);
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsTold() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        Files.writeString(library.work().resolve("fubiao.mv.db"), "not a database");

        Result result = doctor(library);

        assertThat(result.out()).contains("  登记库    打不开", "请用 fubiao restore 由备份恢复");
        assertThat(result.code()).isEqualTo(3);
    }
}
