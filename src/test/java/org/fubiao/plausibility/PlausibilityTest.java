package org.fubiao.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Place;
import org.fubiao.finding.Severity;
import org.fubiao.job.PlausibilityCheck.FormerVersion;
import org.fubiao.job.PlausibilityCheck.LastPeriod;
import org.fubiao.job.PlausibilityCheck.Peers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlausibilityTest {
    private static final LastPeriod CHANGE = new LastPeriod(new BigDecimal("0.5"), BigDecimal.TEN);
    private static final FormerVersion CORRECTION = new FormerVersion(new BigDecimal("0.2"), new BigDecimal(5));

    private static Peers peers(String atLeast, boolean ofKind, @Nullable String per) {
        return new Peers(new BigDecimal("3.5"), new BigDecimal(atLeast), ofKind, 8, per);
    }

    @Test
    void aChangeIsDoubtfulIfBothItsShareAndItsAmountAreBeyondTheirLimits() {
        Units units = new Units();
        String[][] cases = {
            {"甲", "30", "20"},
            {"乙", "31", "20"},
            {"丙", "9", "19"},
            {"丁", "12", "3"},
            {"戊", "5", ""},
            {"己", "", "5"},
            {"庚", "", ""},
            {"辛", "10", "0"},
            {"壬", "1", "0"}
        };
        for (String[] one : cases) {
            units.unit(one[0], "局").now(one[0], "件数", one[1]).last(one[0], one[2]);
        }

        assertThat(units.outcomes(CHANGE))
                .containsExactly("甲 合理", "乙 存疑", "丙 存疑", "丁 合理", "戊 无法判断 上年没有公布的数", "己 无法判断 本年没有数", "辛 存疑", "壬 合理");
        assertThat(units.messages(CHANGE))
                .containsExactly(
                        "乙“件数”为31项，上年公布数为20项，增加11项（55%），超出限度（变动不超过50%，或者不到10项）。请核实；如属实，请说明原因。",
                        "丙“件数”为9项，上年公布数为19项，减少10项（52.6%），超出限度（变动不超过50%，或者不到10项）。请核实；如属实，请说明原因。",
                        "辛“件数”为10项，上年公布数为0项，增加10项，超出限度（变动不超过50%，或者不到10项）。请核实；如属实，请说明原因。");
    }

    @Test
    void aWarningStandsInTheSheetThatTheUnitReported() {
        Units units = new Units().unit("甲", "局").now("甲", "件数", "50").last("甲", "20");
        List<Finding> findings = new ArrayList<>();
        Plausibility plausibility = units.check(CHANGE);
        plausibility.addFindings(plausibility.results(), findings::add);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("HL-01");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.unit()).isEqualTo("甲");
            assertThat(finding.form()).isEqualTo("f");
            assertThat(finding.place()).isEqualTo(Place.sheet("甲.csv", ""));
            assertThat(finding.value()).isEqualTo("50项");
            assertThat(finding.expected()).isEqualTo("变动不超过50%，或者不到10项（上年公布数20项）");
        });
    }

    /** Ten units of one kind about 100, and one of another. */
    private static Units eleven(String strange) {
        Units units = new Units();
        int[] values = {96, 98, 99, 100, 100, 101, 102, 103, 104};
        for (int i = 0; i < values.length; i++) {
            units.unit("局" + i, "局").now("局" + i, "件数", String.valueOf(values[i]));
        }
        return units.unit("异", "局").now("异", "件数", strange).unit("区", "区").now("区", "件数", "5000");
    }

    @Test
    void anOutlierIsFarFromItsPeersInTheirOwnMeasure() {
        assertThat(eleven("140").outcomes(peers("20", true, null)))
                .contains("异 存疑", "局0 合理", "局8 合理", "区 无法判断 有数的单位只有1家，不足8家")
                .hasSize(11);
        // Median 100.5, median distance 2: (140 - 100.5) × 0.6745 / 2.
        assertThat(eleven("140").messages(peers("20", true, null)))
                .containsExactly("异“件数”为140项，局10家的中位数为100.5项，高39.5项，偏离程度（修正z值）13.32，"
                        + "超出限度（偏离程度（修正z值）不超过3.5，或者不到20项）。请核实；如属实，请说明原因。");
    }

    @Test
    void aFloorKeepsSmallDistancesFromAlarming() {
        assertThat(eleven("140").outcomes(peers("39.5", true, null))).contains("异 存疑");
        assertThat(eleven("140").outcomes(peers("40", true, null))).contains("异 合理");
    }

    @Test
    void allUnitsMayBeComparedAtOnce() {
        assertThat(eleven("100").outcomes(peers("20", false, null)))
                .contains("区 存疑", "异 合理")
                .noneMatch(outcome -> outcome.contains("无法判断"));
    }

    @Test
    void valuesMayBeDividedByAnotherMeasureFirst() {
        Units units = eleven("400");
        for (int i = 0; i < 9; i++) {
            units.now("局" + i, "人数", "10");
        }
        units.now("异", "人数", "40").now("区", "人数", "0");

        assertThat(units.outcomes(peers("2", true, "人数")))
                .contains("异 合理", "区 无法判断 “人数”没有数或为0，不能相除")
                .noneMatch(outcome -> outcome.contains("存疑"));

        units = eleven("400");
        for (int i = 0; i < 9; i++) {
            units.now("局" + i, "人数", "10");
        }
        units.now("异", "人数", "30");
        // 400 / 30 = 13.33 against a median of 10.05: the median distance is 0.2.
        assertThat(units.messages(peers("2", true, "人数")))
                .containsExactly("异“件数÷人数”为13.3333项/人，局10家的中位数为10.05项/人，高3.28333项/人，偏离程度（修正z值）11.07，"
                        + "超出限度（偏离程度（修正z值）不超过3.5，或者不到2项/人）。请核实；如属实，请说明原因。");
    }

    @Test
    void peersThatAllSayTheSameDecideNothing() {
        Units units = new Units();
        for (int i = 0; i < 8; i++) {
            units.unit("局" + i, "局").now("局" + i, "件数", "3");
        }

        assertThat(units.outcomes(peers("1", true, null)))
                .hasSize(8)
                .allMatch(outcome -> outcome.endsWith("无法判断 各单位的数完全相同，无从比较"));
    }

    @Test
    void aCorrectionThatChangesMuchNeedsAReason() {
        Units units = new Units();
        for (String name : List.of("甲", "乙", "丙", "丁", "戊", "己")) {
            units.unit(name, "局").now(name, "件数", name.equals("丁") ? "" : "30");
        }
        units.former("甲", "甲（更正）.csv", "20")
                .former("乙", "乙（更正，原因：漏报一个处室）.csv", "20")
                .former("丙", "丙（更正）.csv", "26")
                .former("丁", "丁（更正）.csv", "26")
                .unreadable("戊", "更正前的一稿未能读完");

        assertThat(units.outcomes(CORRECTION))
                .containsExactly("甲 存疑", "乙 合理 已说明原因：漏报一个处室", "丙 合理", "丁 无法判断 更正后没有数", "戊 无法判断 更正前的一稿未能读完");
        assertThat(units.messages(CORRECTION))
                .containsExactly("甲“件数”为30项，更正前的数为20项，增加10项（50%），超出限度（变动不超过20%，或者不到5项）。请核实；如属实，请说明原因。");
    }

    @Test
    void aCorrectionIsComparedAsReportedHoweverMuchOfItIsLeftOut() {
        Units units = new Units();
        for (String name : List.of("甲", "乙")) {
            units.unit(name, "局").former(name, name + "（更正）.csv", "30");
        }
        // Both lost 10 rows to a rule; only one reported other than before.
        units.excluded("甲", "件数", "30", "20").excluded("乙", "件数", "40", "30");

        assertThat(units.outcomes(CORRECTION)).containsExactly("甲 合理", "乙 存疑");
    }
}
