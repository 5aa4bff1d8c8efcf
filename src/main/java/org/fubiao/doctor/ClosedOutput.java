package org.fubiao.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.closing.ClosedPeriod;
import org.fubiao.closing.Closing;
import org.fubiao.doctor.OutputArea.PublishedPeriod;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.publishing.ClosingMark;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedTables;

/** Whether what was signed off is what is published, and whether register and folder of outputs agree on it. */
final class ClosedOutput {
    /** What to do about a file that was signed off. */
    static final String REMEDY = "该报告期已封账，不能重新生成：请由产出目录的备份恢复；没有备份的，请汇总人写明原因、解除封账后重新汇总";

    private static final String MARK_AGAIN = "请启动一次服务（fubiao serve），即自动补上";

    private final PublishedPeriod period;
    private final Path markFile;
    private final List<Fault> faults = new ArrayList<>();

    private ClosedOutput(PublishedPeriod period) {
        this.period = period;
        this.markFile = ClosingMark.file(period.folder());
    }

    static List<Fault> examine(PublishedPeriod period) throws IOException {
        ClosedOutput output = new ClosedOutput(period);
        Optional<Closing> closing = period.closed();
        if (closing.isPresent()) {
            output.examineMark(closing.get());
            output.examineSigned(closing.get());
        } else {
            output.requireNoMark();
        }
        return output.faults;
    }

    /** The folder that was signed off. */
    static Optional<Path> signed(PublishedPeriod period) throws IOException {
        return period.closed().isEmpty()
                ? Optional.empty()
                : PublishedTables.folder(
                        period.folder(), period.latest().id(), period.latest().started());
    }

    private void examineMark(Closing closing) throws IOException {
        try {
            Optional<ClosingMark> mark = ClosingMark.in(period.folder());
            if (mark.isEmpty()) {
                fault(markFile, "第" + closing.run() + "批已封账，产出目录中却没有封账标记，用其他工作目录汇总时可能改动附表", MARK_AGAIN);
            } else if (!mark.get().isOf(closing.manifest())) {
                fault(
                        markFile,
                        "登记库中封账的是第" + closing.run() + "批，封账标记却是另一次封账的：" + describe(mark.get()),
                        "请查明产出目录由哪个工作目录管理，另一个不要再往这里输出");
            }
        } catch (ClosedOutputException e) {
            fault(markFile, "第" + closing.run() + "批已封账，封账标记却已损坏", MARK_AGAIN);
        }
    }

    private void requireNoMark() throws IOException {
        try {
            ClosingMark.in(period.folder())
                    .ifPresent(mark -> fault(
                            markFile,
                            "登记库中该报告期没有封账，产出目录中却有封账标记：" + describe(mark),
                            "由另一个工作目录封账的，请到那里的服务办理；登记库由较早的备份恢复的，请汇总人在网页“封账”页重新封账，或写明原因解除封账"));
        } catch (ClosedOutputException e) {
            fault(markFile, "封账标记已损坏，登记库中该报告期没有封账", "由另一个工作目录封账的，请启动一次那里的服务，即自动修复；确认没有封账的，请移走该文件");
        }
    }

    private String describe(ClosingMark mark) {
        ClosedPeriod closed = ClosedPeriod.of(period.latest().period(), period.folder(), mark);
        return "第" + mark.run() + "批，" + mark.name() + "于" + closed.when() + "签署，登记在工作目录 " + mark.work();
    }

    private void examineSigned(Closing closing) throws IOException {
        Optional<Path> signed = signed(period);
        if (signed.isEmpty()) {
            fault(period.folder(), "已封账的第" + closing.run() + "批的产出不在了", REMEDY);
            return;
        }
        String manifest = PublishedFolder.manifestHash(signed.get());
        if (!manifest.equals(closing.manifest())) {
            fault(
                    PublishedFolder.manifest(signed.get()),
                    "产出清单与封账时不符：封账时校验值 " + closing.manifest() + "，实为 " + manifest,
                    REMEDY);
        }
        Path latest = new PublishedFolder(period.folder()).latest();
        if (Files.isRegularFile(PublishedFolder.manifest(latest))
                && !PublishedFolder.manifestHash(latest).equals(manifest)) {
            fault(
                    latest,
                    "已封账的是第" + closing.run() + "批（" + signed.get().getFileName() + "），latest 所指却是 "
                            + latest.toRealPath().getFileName(),
                    "网页和下载仍以封账的批次为准；请查明是谁改动的，再把 latest 重新指向 runs/"
                            + signed.get().getFileName());
        }
    }

    private void fault(Path place, String problem, String remedy) {
        faults.add(new Fault(place.toString(), problem, remedy));
    }
}
