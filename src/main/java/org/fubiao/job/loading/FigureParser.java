package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Figure;

/** The figures of a report: {@code figures.yml}. */
final class FigureParser {
    private static final String SLOT = "{}";

    private final Measures measures;
    private final List<AppendixDraft> appendices;
    private final boolean complete;
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * @param complete whether all appendices are right, so that what they do not show is missing
     */
    FigureParser(Measures measures, List<AppendixDraft> appendices, boolean complete) {
        this.measures = measures;
        this.appendices = appendices;
        this.complete = complete;
    }

    List<Figure> parse(Value file) {
        List<Figure> figures = new ArrayList<>();
        for (Value value : file.items()) {
            figures.add(figure(value));
        }
        return figures;
    }

    private Figure figure(Value value) {
        value.get("id").filter(Value::isText).ifPresent(id -> {
            Integer before = lines.putIfAbsent(id.text(), id.line());
            if (before != null) {
                id.problem("编号“" + id.text() + "”重复，第" + before + "行已用", "请换一个编号。");
            }
        });
        value.get("say").filter(Value::isText).ifPresent(FigureParser::checkWording);
        Optional<MeasureDraft> measure = value.get("measure").flatMap(measures::find);
        Optional<AppendixDraft> appendix = value.get("appendix").flatMap(name -> appendix(name, measure));
        if (!value.has("appendix")) {
            measure.ifPresent(draft -> checkShown(value, draft.measure().name()));
        }
        String round = value.text("round", "");
        return new Figure(
                value.text("id", ""),
                value.text("theme", ""),
                value.text("title", value.text("measure", "")),
                value.text("measure", ""),
                value.text("say", ""),
                value.isSound() && !round.isEmpty() ? Long.parseLong(round.substring("down ".length())) : 0,
                value.flag("percent", false),
                value.text("uom")
                        .orElse(measure.map(draft -> draft.measure().uom()).orElse("")),
                appendix.map(draft -> draft.appendix().id()).orElse(null));
    }

    /** Every number that is quoted leads to a cell. */
    private void checkShown(Value value, String measure) {
        if (complete && appendices.stream().noneMatch(draft -> draft.shows(measure))) {
            value.problemAt(
                    "measure",
                    "没有一张附表列出指标“" + measure + "”，报告数字没有出处",
                    "请在附表中加上这一栏；占比等可另建一张附表，写 rows: {measures: [" + measure + "]}。");
        }
    }

    private static void checkWording(Value say) {
        int first = say.text().indexOf(SLOT);
        if (first < 0) {
            say.problem("写的是“" + say.text() + "”，没有填数的位置", "请在填数处写 {}，例如“行政许可{}项”。");
        } else if (say.text().indexOf(SLOT, first + 1) >= 0) {
            say.problem("写的是“" + say.text() + "”，有不止一处 {}", "每个报告数字只填一处。");
        }
    }

    /** The appendix that a figure names: by its id, or by what stands before the first hyphen of it. */
    private Optional<AppendixDraft> appendix(Value name, Optional<MeasureDraft> measure) {
        Optional<AppendixDraft> appendix = find(name.text()).or(() -> find(name.text() + "-"));
        if (appendix.isEmpty()) {
            List<String> ids =
                    appendices.stream().map(draft -> draft.appendix().id()).toList();
            name.problem("没有附表“" + name.text() + "”", Suggestion.among(name.text(), ids));
            return appendix;
        }
        boolean shown = measure.isEmpty()
                || !appendix.get().source().isSound()
                || appendix.get().shows(measure.get().measure().name());
        if (!shown) {
            String title = appendix.get().appendix().title();
            name.problem("“" + title + "”中没有指标“" + measure.get().measure().name() + "”", "请改用有此指标的附表，或删去 appendix。");
        }
        return appendix;
    }

    private Optional<AppendixDraft> find(String id) {
        return appendices.stream()
                .filter(draft -> id.endsWith("-")
                        ? draft.appendix().id().startsWith(id)
                        : draft.appendix().id().equals(id))
                .findFirst();
    }
}
