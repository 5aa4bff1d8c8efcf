package org.fubiao.closing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.fubiao.job.Period;
import org.fubiao.publishing.ClosedOutputException;
import org.fubiao.publishing.ClosingMark;

/**
 * A period that is closed now, for whoever is refused because of that.
 *
 * @param name who signed it off
 * @param run whose outputs were signed off
 * @param mark the mark in the folder of its outputs, if only that tells, and not the register of this work folder
 */
public record ClosedPeriod(Period period, String name, Instant at, long run, Optional<Marked> mark) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy年M月d日HH:mm");

    /**
     * Where it is marked as closed.
     *
     * @param output folder of its outputs
     * @param work the work folder in whose register the closing stands
     */
    public record Marked(Path output, String work) {}

    static ClosedPeriod of(Closing closing) {
        return new ClosedPeriod(closing.period(), closing.name(), closing.at(), closing.run(), Optional.empty());
    }

    /** What a mark tells, for whoever found it. */
    public static ClosedPeriod of(Period period, Path output, ClosingMark mark) {
        return new ClosedPeriod(
                period, mark.name(), mark.at(), mark.run(), Optional.of(new Marked(output, mark.work())));
    }

    /**
     * Whether a period is closed, as the mark in the folder of its outputs says.
     *
     * @throws ClosedOutputException if it is, and nobody can tell by whom
     */
    static Optional<ClosedPeriod> in(Path output, Period period) throws IOException {
        return ClosingMark.in(output).map(mark -> of(period, output, mark));
    }

    /** When it was signed off, where the program runs. */
    public String when() {
        return MINUTES.format(at.atZone(ZoneId.systemDefault()));
    }

    /** Why a period is not run, and what to do: what happened, where, and who can change it. */
    public String refusal(String title) {
        String signed = "“" + title + "”" + period.describe() + "已由" + name + "于" + when() + "签署封账（第" + run + "批）";
        return mark.map(there -> signed + "，封账标记在产出目录 " + there.output()
                        + "，未作汇总，已出的附表不变；换一个工作目录也不能改动它们。确需更正的，请汇总人在登记该封账的服务（工作目录 " + there.work()
                        + "）网页的“封账”页写明原因、解除封账后再运行；只想试算的，请用 --output 指定另一个输出目录。")
                .orElse(signed + "，未作汇总，已出的附表不变。确需更正的，请汇总人在网页的“封账”页写明原因、解除封账后再运行。");
    }
}
