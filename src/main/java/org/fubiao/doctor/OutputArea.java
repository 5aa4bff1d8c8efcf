package org.fubiao.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.closing.Closing;
import org.fubiao.publishing.PublishedFolder;
import org.fubiao.publishing.PublishedFolder.Listed;
import org.fubiao.publishing.PublishedFolder.ListedFile;
import org.fubiao.run.Run;

/** Whether all that was published is as its manifests say, and {@code latest} leads to the latest run. */
final class OutputArea {
    private final List<Fault> faults = new ArrayList<>();
    private int folders;
    private int files;

    /**
     * A period that was published.
     *
     * @param folder of its outputs
     * @param latest its latest completed run
     * @param later later runs of it, which may have published already without having been noted as completed
     * @param closed its closing, while it is closed; then nothing can have been completed after the run that was signed off
     */
    record PublishedPeriod(Path folder, Run latest, List<Run> later, Optional<Closing> closed) {}

    Area examine(List<PublishedPeriod> periods) throws IOException {
        for (PublishedPeriod period : periods) {
            examine(period);
        }
        return Area.of(
                "附表产出",
                periods.size() + " 个报告期，" + Words.number(folders) + " 个批次目录 " + Words.number(files) + " 个文件",
                "全部与清单一致",
                faults);
    }

    private void examine(PublishedPeriod period) throws IOException {
        PublishedFolder published = new PublishedFolder(period.folder());
        Optional<Path> latest = published.linkedRun();
        Optional<Path> signed = ClosedOutput.signed(period);
        faults.addAll(ClosedOutput.examine(period));
        if (latest.isEmpty()) {
            faults.add(new Fault(
                    published.latest().toString(),
                    "最近一批的产出缺失，登记的是第" + period.latest().id() + "批",
                    again(period)));
        }
        for (Path folder : published.runs()) {
            boolean counts = latest.isPresent() && folder.toRealPath().equals(latest.get());
            boolean needed = counts || signed.filter(one -> one.equals(folder)).isPresent();
            Optional<Listed> listed = examine(folder, needed ? again(period) : older(folder));
            if (counts && listed.isPresent() && period.closed().isEmpty()) {
                requireLatest(published, period, listed.get());
            }
        }
    }

    private Optional<Listed> examine(Path folder, String remedy) {
        folders++;
        Listed listed;
        try {
            listed = PublishedFolder.read(folder);
        } catch (IOException e) {
            faults.add(new Fault(folder.resolve("manifest.json").toString(), "产出清单缺失或已损坏，无从核对该批产出", remedy));
            return Optional.empty();
        }
        files += listed.files().size();
        faults.addAll(listed.files().parallelStream()
                .flatMap(file -> examine(folder, file, remedy).stream())
                .toList());
        return Optional.of(listed);
    }

    private static Optional<Fault> examine(Path folder, ListedFile file, String remedy) {
        String path = folder.resolve(file.path()).toString();
        try {
            Optional<ListedFile> found = PublishedFolder.found(folder, file);
            if (found.isEmpty()) {
                return Optional.of(new Fault(path, "产出文件缺失", remedy));
            }
            return found.get().equals(file)
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            path,
                            "产出文件与清单不符，可能已损坏或被改动：清单为 " + Words.size(file.size()) + "、校验值 " + file.sha256() + "，实为 "
                                    + Words.size(found.get().size()) + "、校验值 "
                                    + found.get().sha256(),
                            remedy));
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(new Fault(path, "产出文件不能读取", "请检查磁盘和权限；文件已坏的，" + remedy));
        }
    }

    private void requireLatest(PublishedFolder published, PublishedPeriod period, Listed listed) {
        boolean same = listed.job().equals(period.latest().job())
                && listed.period().equals(period.latest().period().toString());
        boolean expected = listed.run() == period.latest().id()
                || period.later().stream().anyMatch(run -> run.id() == listed.run());
        if (!same || !expected) {
            faults.add(new Fault(
                    published.latest().toString(),
                    "latest 所指为 " + listed.job() + " " + listed.period() + " 第" + listed.run() + "批，登记的最近完成批次为第"
                            + period.latest().id() + "批",
                    again(period)));
        }
    }

    private static String again(PublishedPeriod period) {
        return period.closed().isPresent()
                ? ClosedOutput.REMEDY
                : "请运行 " + Words.rerun(period.latest().job(), period.latest().period()) + "，即重新生成";
    }

    private static String older(Path folder) {
        return "这是较早的批次，不能重新生成：有备份的请恢复，不再需要的可把目录 " + folder + " 整个移走";
    }
}
