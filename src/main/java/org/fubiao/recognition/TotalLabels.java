package org.fubiao.recognition;

import java.util.Set;
import java.util.regex.Pattern;

/** The words by which a unit's own total rows are known. */
final class TotalLabels {
    /** Longest label worth a closer look, in characters. */
    private static final int LONGEST = 16;

    private static final Set<String> TOTALS = Set.of("合计", "总计", "共计", "总合计", "累计", "合计数", "总计数", "total");
    private static final Set<String> SUBTOTALS = Set.of("小计", "分计", "本页小计", "本页合计", "subtotal");
    /** What may stand before 合计 without making it a part's. */
    private static final Set<String> WHOLE =
            Set.of("本年", "全年", "本期", "本季", "本月", "全市", "全区", "全局", "本单位", "本表", "以上", "各项");

    private static final Pattern COUNT_IN_WORDS =
            Pattern.compile("(?:合计|总计|共计|共|总数)[:：]?\\s*[\\d,，]+\\s*[\\p{IsHan}]{0,4}[。.；;]?");

    private TotalLabels() {}

    /** Whether a text could be a total's label: cheap, for every row. */
    static boolean isCandidate(String text) {
        int length = text.length();
        return length > 0
                && length <= LONGEST
                && (text.indexOf('计') >= 0
                        || text.indexOf('共') >= 0
                        || text.indexOf('总') >= 0
                        || text.charAt(0) == 'T'
                        || text.charAt(0) == 't'
                        || text.charAt(0) == 'S'
                        || text.charAt(0) == 's');
    }

    static boolean isTotal(String key) {
        return TOTALS.contains(key);
    }

    static boolean isSubtotal(String key) {
        return SUBTOTALS.contains(key);
    }

    /** Whether a label such as 全市合计 is that of the whole. */
    static boolean isNamedTotal(String key) {
        for (String total : TOTALS) {
            if (key.endsWith(total) && WHOLE.contains(key.substring(0, key.length() - total.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a label such as 行政许可小计 is that of a part. */
    static boolean isNamedSubtotal(String key) {
        return key.endsWith("小计") || key.endsWith("合计");
    }

    /** Whether a text is a count in words: 共12项, 合计：12项. */
    static boolean isCountInWords(String text) {
        return COUNT_IN_WORDS.matcher(text.strip()).matches();
    }
}
