package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outputs of a period are signed off: nothing was published there, and what is there was not touched. The message is for users. */
public final class ClosedOutputException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ClosingMark mark;

    ClosedOutputException(Path periodOutput, ClosingMark mark) {
        super("产出目录 " + periodOutput + " 已由" + mark.name() + "签署封账（第" + mark.run() + "批），其中的附表不能改动");
        this.mark = mark;
    }

    /** It cannot be told by whom. */
    ClosedOutputException(Path file, Throwable cause) {
        super("封账标记 " + file + " 已损坏，不知由谁封账，该目录中的附表按已封账处理，不能改动。请重新启动登记该封账的服务，即自动修复", cause);
        this.mark = null;
    }

    /** The mark that was found; empty if it cannot be read. */
    public Optional<ClosingMark> mark() {
        return Optional.ofNullable(mark);
    }
}
