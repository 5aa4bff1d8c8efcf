package org.fubiao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.fubiao.totals.MeasureException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
    private static final Path WORK = Path.of("work");
    private static final Path OUTPUT = Path.of("output");

    @Test
    void aFullDiskIsNamedWhereACauseSaysSo() {
        Throwable problem = new IllegalStateException("cannot stage", new IOException("No space left on device"));

        assertThat(reason(problem, List.of(OUTPUT)).text()).isEqualTo("磁盘空间不足（output），请清理后再运行一次");
        // By now there may be space again: what could not be written whole was removed.
        assertThat(reason(problem, List.of()).text()).isEqualTo("磁盘空间不足（work、output），请清理后再运行一次");
    }

    @Test
    void aFullDiskExplainsWhatALibrarySaysInItsOwnWords() {
        Throwable problem = new IllegalStateException("Failed to save: content types part");

        assertThat(reason(problem, List.of(OUTPUT))).isEqualTo(new FailureReason("磁盘空间不足（output），请清理后再运行一次", true));
        assertThat(reason(problem, List.of())).isEqualTo(new FailureReason("程序内部出错（IllegalStateException）", false));
    }

    @Test
    void whatIsKnownIsSaidWhateverIsFull() {
        assertThat(reason(new RunException("行数不平衡。"), List.of(WORK)).text()).isEqualTo("行数不平衡");
        assertThat(reason(new IllegalStateException(new FileAlreadyExistsException("output")), List.of(WORK))
                        .text())
                .isEqualTo("“output”应为目录，却是一个文件");
        assertThat(reason(new AccessDeniedException("work/archive"), List.of()).text())
                .isEqualTo("“work/archive”不能读写，请检查是否存在、是否有权限");
    }

    @Test
    void aMeasureThatIsTooLargeIsSaidInItsOwnWords() {
        SQLException cause = new SQLException(
                "Out of Range Error: Overflow in multiplication of INT64 (9000000000000000000 * 100)!\n\nLINE 1: …");

        assertThat(reason(new IllegalStateException(new MeasureException("指标“投资额”", cause)), List.of())
                        .text())
                .isEqualTo("指标“投资额”无法计算，请任务维护人员检查其定义。原因：数值过大，超出可计算范围，请核对填报数据");
    }

    private static FailureReason reason(Throwable problem, List<Path> full) {
        return FailureReason.of(problem, List.of(WORK, OUTPUT), full::contains);
    }
}
