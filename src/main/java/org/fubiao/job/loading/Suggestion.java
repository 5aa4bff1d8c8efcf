package org.fubiao.job.loading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably wanted to write. */
final class Suggestion {
    private static final int MOST_LISTED = 12;

    private Suggestion() {}

    /** A sentence that proposes the candidate closest to what was written, or else names the candidates. */
    static String among(String written, Collection<String> candidates) {
        return closest(written, candidates)
                .map(candidate -> "是否想写“" + candidate + "”？")
                .orElseGet(() -> candidates.isEmpty() ? "" : "可以写的有：" + list(candidates) + "。");
    }

    /** For a kind of unit: either who names it or the register has it wrong. */
    static String kind(String written, Collection<String> kinds) {
        return among(written, kinds) + "如果是名册写错，请改正名册的“类别”。";
    }

    static String list(Collection<String> words) {
        String shown = String.join("、", words.stream().limit(MOST_LISTED).toList());
        return words.size() > MOST_LISTED ? shown + "等" + words.size() + "个" : shown;
    }

    private static Optional<String> closest(String written, Collection<String> candidates) {
        // A number or a single character is close to any other.
        int most = written.length() < 2 || written.matches("\\d+") ? 0 : Math.max(1, written.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(written, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(written, candidate)));
    }

    /** Number of characters to add, drop, change or swap; an abbreviation counts as one. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (a.equals(b)) {
            return 0;
        }
        if (Math.min(a.length(), b.length()) > 1 && (a.startsWith(b) || b.startsWith(a))) {
            return 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
