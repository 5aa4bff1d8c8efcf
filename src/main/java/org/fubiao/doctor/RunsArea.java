package org.fubiao.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.run.Run;
import org.fubiao.run.RunLock;

/** Which runs are going on, and which were killed: registered as running while nobody holds their lock. */
final class RunsArea {
    private RunsArea() {}

    static Area examine(Path work, List<Run> runs) throws IOException {
        List<String> notes = new ArrayList<>();
        int going = 0;
        for (Run run : runs) {
            if (run.state() != Run.State.RUNNING) {
                continue;
            }
            if (RunLock.isHeld(work, run.job(), run.period())) {
                going++;
            } else {
                notes.add("第" + run.id() + "批（" + run.job() + " " + run.period() + "）中途被终止，原有附表未变动。运行 fubiao run "
                        + run.job() + " --period " + run.period() + " 即从中断处继续。");
            }
        }
        String state = (going == 0 ? "没有正在进行的" : "正在进行 " + going + " 批")
                + (notes.isEmpty() ? "，没有中途被终止的" : "，中途被终止 " + notes.size() + " 批");
        return new Area("汇总批次", Words.number(runs.size()) + " 批，" + state, List.of(), notes);
    }
}
