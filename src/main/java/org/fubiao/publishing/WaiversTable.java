package org.fubiao.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.Grid.Column;
import org.fubiao.publishing.sheet.Grid.Line;
import org.fubiao.publishing.sheet.Grid.Tone;
import org.fubiao.settling.WaiverUse;
import org.fubiao.settling.WaiverUse.State;

/** All waivers, who asked for them and who granted them, and how many errors each made a note of. */
final class WaiversTable {
    private static final String NAME = "审核豁免";

    private static final List<Column> COLUMNS = List.of(
            Column.word("状态", 12),
            Column.word("编号", 10),
            Column.text("报送单位", 24),
            Column.text("报表", 30),
            Column.text("项目或关键字段", 24),
            Column.text("栏目", 20),
            Column.word("报告期", 16),
            Column.text("豁免原因", 50),
            Column.word("申请人", 14),
            Column.word("批准人", 14),
            Column.word("有效期至", 12),
            Column.number("豁免条数"));

    private final Publication publication;
    private final Names names;

    WaiversTable(Publication publication) {
        this.publication = publication;
        this.names = new Names(publication.job());
    }

    private List<WaiverUse> uses() {
        return publication.settlement().waivers();
    }

    Grid grid() {
        long waived = uses().stream().mapToLong(WaiverUse::waived).sum();
        return ReviewTable.of(
                publication,
                NAME,
                "共" + uses().size() + "项，豁免错误" + waived + "条",
                3,
                COLUMNS,
                uses().stream().map(this::line).toList(),
                "注：已豁免的错误在“审核问题”中列为提示，注明“已豁免审核”。已到期的豁免不再有效。");
    }

    private Line line(WaiverUse use) {
        Waiver waiver = use.waiver();
        Tone tone = use.state() == State.EXPIRED ? Tone.CAUTION : Tone.NONE;
        return ReviewTable.line(
                new Grid.Text(use.state().label(), tone),
                Grid.text(waiver.rule()),
                Grid.text(names.unit(waiver.unit())),
                Grid.text(names.form(waiver.form())),
                Grid.text(String.join("，", waiver.item())),
                Grid.text(waiver.field()),
                Grid.text(String.join(
                        "、", waiver.periods().stream().map(Period::describe).toList())),
                Grid.text(waiver.reason()),
                Grid.text(waiver.asked()),
                Grid.text(waiver.granted()),
                Grid.text(waiver.until().toString()),
                Grid.number(use.waived()));
    }

    void write(Path file) throws IOException {
        List<String> head = List.of(
                "rule",
                "state",
                "unit",
                "unit_name",
                "form",
                "item",
                "field",
                "periods",
                "reason",
                "asked",
                "granted",
                "until",
                "waived");
        try (Csv csv = new Csv(file, head)) {
            for (WaiverUse use : uses()) {
                Waiver waiver = use.waiver();
                csv.write(Arrays.asList(
                        waiver.rule(),
                        use.state().name().toLowerCase(Locale.ROOT),
                        waiver.unit(),
                        names.unit(waiver.unit()),
                        names.form(waiver.form()),
                        String.join("|", waiver.item()),
                        waiver.field(),
                        String.join(
                                "|",
                                waiver.periods().stream().map(Period::toString).toList()),
                        waiver.reason(),
                        waiver.asked(),
                        waiver.granted(),
                        waiver.until(),
                        use.waived()));
            }
        }
    }
}
