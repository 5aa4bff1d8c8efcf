package org.fubiao.recognition;

import java.util.List;
import java.util.Set;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.jspecify.annotations.Nullable;

/** Decides which form a sheet is, and says why if it is none. */
final class FormDecision {
    /** Scores closer than this are equally good. */
    private static final double EQUAL = 0.01;

    private static final int MOST_NAMED = 8;
    /** Fewer known heads than these are chance in a sheet beside a form. */
    private static final int FEWEST_HEADS = 2;

    private final FormIndex forms;

    FormDecision(FormIndex forms) {
        this.forms = forms;
    }

    /**
     * The form that the sheet is; null if it is none, with a finding unless the sheet is empty beside a form.
     *
     * @param matches best first
     * @param named forms whose title the sheet bears
     * @param besideForm whether another sheet of the workbook, or this one, is a form
     */
    @Nullable FormMatch decide(
            SheetPreview sheet,
            List<FormMatch> matches,
            Set<Integer> named,
            boolean besideForm,
            FileFindings findings) {
        List<FormMatch> convincing =
                matches.stream().filter(FormMatch::isConvincing).toList();
        if (!convincing.isEmpty()) {
            FormMatch best = convincing.get(0);
            List<FormMatch> equal = convincing.stream()
                    .filter(match -> best.score() - match.score() < EQUAL)
                    .toList();
            if (equal.size() > 1) {
                ambiguous(equal, findings);
                return null;
            }
            return best;
        }
        if (sheet.isEmpty()) {
            if (!besideForm) {
                findings.add(FindingCode.FORM_UNKNOWN, "", titles(), "没有任何内容；应为：" + titles() + "。请填写后重新报送。");
            }
            return null;
        }
        unknown(matches, named, besideForm, findings);
        return null;
    }

    private static void ambiguous(List<FormMatch> equal, FileFindings findings) {
        String titles = String.join(
                "与",
                equal.stream().map(match -> "“" + match.form().title() + "”").toList());
        findings.add(FindingCode.FORM_AMBIGUOUS, "", titles, "表头同时符合" + titles + "，无法确定是哪一张表，未采用；请在表头上方写明报表名称后重新报送。");
    }

    private void unknown(List<FormMatch> matches, Set<Integer> named, boolean besideForm, FileFindings findings) {
        FormMatch nearest = matches.stream()
                .filter(match -> named.contains(match.formIndex()))
                .findFirst()
                .orElse(matches.isEmpty() ? null : matches.get(0));
        if (nearest != null && (!named.isEmpty() || !besideForm || nearest.matched() >= FEWEST_HEADS)) {
            nearest(nearest, findings);
        } else if (named.size() == 1) {
            Form form = forms.forms().get(named.iterator().next());
            findings.form(form.id());
            String heads = heads(form.fields());
            findings.add(
                    FindingCode.FORM_UNKNOWN,
                    "",
                    heads,
                    "名称是“" + form.title() + "”，但前50行内没有找到它的表头；应有栏目：" + heads + "。");
        } else if (besideForm) {
            findings.note(FindingCode.FORM_UNKNOWN, "", "", "本工作表不是要报送的报表，未采用。");
        } else {
            findings.add(FindingCode.FORM_UNKNOWN, "", titles(), "前50行内没有找到任何报表的表头；应为：" + titles() + "。请使用规定的表式填报。");
        }
    }

    private static void nearest(FormMatch nearest, FileFindings findings) {
        Form form = nearest.form();
        findings.form(form.id());
        boolean noItems = form.isMatrix() && nearest.itemColumn() < 0;
        String missing = noItems
                ? "项目 "
                        + String.join(
                                "、", form.items().stream().map(Form.Item::name).toList())
                : "栏目 " + heads(nearest.missing());
        findings.add(
                FindingCode.FORM_UNKNOWN,
                "",
                missing,
                "无法识别报表：最接近“" + form.title() + "”，但缺少" + missing + "；请使用规定的表式填报。");
    }

    private static String heads(List<Field> fields) {
        List<String> heads = fields.stream()
                .limit(MOST_NAMED)
                .map(field -> String.join("/", field.heads()))
                .toList();
        return String.join("、", heads) + (fields.size() > MOST_NAMED ? "等" + fields.size() + "栏" : "");
    }

    private String titles() {
        List<Form> all = forms.forms();
        List<String> titles = all.stream()
                .limit(MOST_NAMED)
                .map(form -> "“" + form.title() + "”")
                .toList();
        return String.join("、", titles) + (all.size() > MOST_NAMED ? "等" + all.size() + "张报表" : "");
    }
}
