package org.fubiao.recognition;

import java.util.List;
import java.util.regex.Pattern;

/** Knows the rows of remarks, signatures and dates that stand around a table by the labels that they begin with. */
final class NoteRows {
    private static final String SIGNATURE =
            "(?:单位|部门|统计|分管|主管|科室|处室|业务)?(?:填表|填报|制表|审核|审批|审定|复核|校核|经办|联系|负责|报送|报告|主要负责|主管|分管)";
    private static final Pattern LABEL = Pattern.compile(
            "^(?:" + SIGNATURE
                    + "(?:人|人员|单位|部门|科室|处室|领导|负责人|电话|日期|时间|人签字|人签章)?"
                    + "|(?:单位|部门|统计|处室|科室|业务)负责人|单位(?:名称|代码|公章|盖章)?|联系(?:人)?(?:电话|方式)|(?:办公|手机|固定)?电话|手机号?码?"
                    + "|(?:填表|填报|报送|报出|制表|上报|审核)?(?:日期|时间)|报告期|报告年度|报表期|统计期间?"
                    + "|表号|制定机关|批准机关|批准文号|有效期至|计量单位|盖章|公章|签章|签字"
                    + ")(?:[（(][^）)]{1,12}[）)])?\\s*[:：].*",
            Pattern.DOTALL);
    private static final Pattern SEAL = Pattern.compile(
            "^(?:单位|部门|主管|分管|统计)?(?:负责人|领导|公章|签章|单位|填表人|审核人)\\s*[（(](?:盖章|公章|签章|签字|签名|章)[）)]\\s*[:：]?.*",
            Pattern.DOTALL);
    private static final Pattern REMARK = Pattern.compile(
            "^[（(【\\[*※]?\\s*(?:备\\s*注|附\\s*注|注\\s*解?|说\\s*明|填表说明|填报说明|指标说明|数据来源|资料来源)\\s*\\d{0,2}\\s*[:：、.．)）】\\]].*",
            Pattern.DOTALL);

    /** A label that waits for its value. */
    private static final Pattern BARE = Pattern.compile("[:：)）]\\s*$");

    private NoteRows() {}

    /** Whether a text could begin a note: cheap, for every row. */
    static boolean isCandidate(String first) {
        return first.indexOf('：') >= 0
                || first.indexOf(':') >= 0
                || first.indexOf('章') >= 0
                || first.indexOf('签') >= 0
                || first.indexOf('注') >= 0
                || first.indexOf('说') >= 0;
    }

    static boolean isRemark(String text) {
        return REMARK.matcher(text).matches();
    }

    static boolean isLabelled(String text) {
        return LABEL.matcher(text).matches() || SEAL.matcher(text).matches();
    }

    /**
     * Whether a row's texts, from left to right, are those of a note: a remark alone, or labels (签字 and the like) with
     * their values beside them.
     */
    static boolean isNote(List<String> filled) {
        if (filled.isEmpty() || !isCandidate(filled.get(0))) {
            return false;
        }
        if (isRemark(filled.get(0))) {
            return filled.size() <= 2;
        }
        boolean labelBefore = false;
        for (String text : filled) {
            boolean label = isLabelled(text);
            if (!label && !labelBefore) {
                return false;
            }
            labelBefore = label && BARE.matcher(text).find();
        }
        return true;
    }
}
