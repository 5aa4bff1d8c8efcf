package org.fubiao.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fubiao.job.Expression.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvSource({
        "上期.年末数 + 1, QUARTER, 上季度年末数 + 1",
        "上年.年末数 - 年初数, YEAR, 上年年末数 - 年初数",
        "coalesce(上期.甲; 上期.乙), MONTH, coalesce(上月甲; 上月乙)",
        "上期末, MONTH, 上期末",
    })
    void speaksOfThePeriodBeforeInTheWordsOfTheJob(String sql, PeriodKind kind, String words) {
        assertThat(Expression.inWords(sql.replace(';', ','), kind)).isEqualTo(words.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "上年末 + 本年新增 - 本年取消 = 本年末 | 上年末 + 本年新增 - 本年取消 | = | 本年末",
                "承诺时限<=法定时限 | 承诺时限 | <= | 法定时限",
                "a <> b | a | <> | b",
                "coalesce(a = b, true) != c | coalesce(a = b, true) | != | c",
                "\"a=b\" = 'x=y' | \"a=b\" | = | 'x=y'",
                "a＝b >= 1.5 | a＝b | >= | 1.5",
            })
    void splitsAComparisonIntoItsSides(String sql, String left, String operator, String right) {
        assertThat(Expression.comparison(sql)).contains(new Comparison(left, operator, right));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = b and c = d",
                "a = b OR c",
                "not a = b",
                "a < b < c",
                "case when a = b then 1 else 2 end = 1",
                "a between 1 and 2",
                "(a = b)",
                "a is null",
                "a =",
                "'a = b'",
                "",
            })
    void seesNoComparisonWhereTheWholeIsNotOne(String sql) {
        assertThat(Expression.comparison(sql)).isEmpty();
    }

    @Test
    void findsNamesInTheOrderOfTheirFirstUse() {
        List<String> candidates = List.of("市级", "区级", "合计", "合计数", "平均 数", "count", "Amount");
        assertThat(Expression.names("合计 = 市级 + 区级 + 合计", candidates)).containsExactly("合计", "市级", "区级");
        assertThat(Expression.names("\"平均 数\" > 0 and count(合计数) > 1", candidates))
                .containsExactly("平均 数", "合计数");
        assertThat(Expression.names("'市级' = 'x' -- 区级", candidates)).isEmpty();
        assertThat(Expression.names("amount", candidates)).containsExactly("Amount");
    }

    @Test
    void tellsThisPeriodFromTheOneBefore() {
        List<String> candidates = List.of("年末数", "上年.年末数");
        assertThat(Expression.names("年末数 - 上年.年末数", candidates)).containsExactly("年末数", "上年.年末数");
        assertThat(Expression.names("上年 . \"年末数\"", candidates)).containsExactly("上年.年末数");
        assertThat(Expression.names("上年.年末数", List.of("年末数"))).isEmpty();
    }

    @Test
    void knowsWhereTokensStand() {
        assertThat(Expression.tokens("甲　>= 'it''s'"))
                .containsExactly(
                        new Expression.Token(Expression.Kind.WORD, "甲", 0, 1),
                        new Expression.Token(Expression.Kind.SYMBOL, ">=", 2, 4),
                        new Expression.Token(Expression.Kind.TEXT, "it's", 5, 12));
    }
}
