package org.fubiao.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Holdings.HeldFile;

/** Whether the bytes of every registered file are in the archive. */
final class ArchiveArea {
    private final Archive archive;

    ArchiveArea(Path work) {
        this.archive = new Archive(work);
    }

    Area examine(List<HeldFile> files) {
        List<Fault> faults =
                files.parallelStream().flatMap(file -> examine(file).stream()).toList();
        long size = files.stream().mapToLong(HeldFile::size).sum();
        return Area.of("存档", Words.number(files.size()) + " 个文件，共 " + Words.size(size), "全部与校验值一致", faults);
    }

    private Optional<Fault> examine(HeldFile file) {
        Path path = archive.path(file.sha256());
        String what = "报送时为“" + file.received().get(0).getFileName() + "”，" + Words.size(file.size());
        if (!Files.exists(path)) {
            return Optional.of(new Fault(path.toString(), "存档文件缺失，" + what, remedy(file)));
        }
        try {
            Archive.Stored found = Archive.hash(path);
            return found.sha256().equals(file.sha256()) && found.size() == file.size()
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            path.toString(),
                            "存档文件已损坏，" + what + "，应有校验值 " + file.sha256() + "，实为 " + Words.size(found.size()) + "、校验值 "
                                    + found.sha256(),
                            remedy(file)));
        } catch (IOException e) {
            return Optional.of(new Fault(path.toString(), "存档文件不能读取，" + what, "请检查磁盘和权限；文件已坏的，" + remedy(file)));
        }
    }

    private static String remedy(HeldFile file) {
        for (Path original : file.received()) {
            if (hasBytes(original, file)) {
                return "原报送文件 " + original + " 仍与校验值一致，请复制到此处";
            }
        }
        return "报送目录中已没有相同的文件，请由备份恢复";
    }

    private static boolean hasBytes(Path path, HeldFile file) {
        try {
            return Files.isRegularFile(path)
                    && Files.size(path) == file.size()
                    && Archive.hash(path).sha256().equals(file.sha256());
        } catch (IOException e) {
            return false;
        }
    }
}
