package org.fubiao.job;

import java.math.BigDecimal;

/** What the values of a field are, and how a segment stores them. */
public enum FieldType {
    TEXT("text", "VARCHAR"),
    CODE("code", "VARCHAR"),
    INTEGER("integer", "BIGINT"),
    /** An exact decimal number; stored with the field's own scale. */
    DECIMAL("decimal", "DECIMAL"),
    /** A share, stored as a fraction: 90% is 0.9. */
    PERCENT("percent", "DECIMAL"),
    DATE("date", "DATE"),
    YES_NO("yes-no", "BOOLEAN");

    private final String word;
    private final String sqlType;

    FieldType(String word, String sqlType) {
        this.word = word;
        this.sqlType = sqlType;
    }

    /** The word in definition files. */
    public String word() {
        return word;
    }

    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == PERCENT;
    }

    /** A value as people write it, from the text that the compute engine makes of it: 90% for 0.9, 是 for true. */
    public String inWords(String value) {
        return switch (this) {
            case YES_NO -> value.equals("true") ? "是" : "否";
            case PERCENT -> plain(new BigDecimal(value).movePointRight(2)) + "%";
            case DECIMAL -> plain(new BigDecimal(value));
            case TEXT, CODE, INTEGER, DATE -> value;
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The column type of the compute engine, for a field of this type with the given scale. */
    public String sqlType(int scale) {
        return sqlType.equals("DECIMAL") ? "DECIMAL(18," + scale + ")" : sqlType;
    }
}
