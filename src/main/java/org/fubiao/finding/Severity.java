package org.fubiao.finding;

/** How bad a finding is. The order is from worst to mildest. */
public enum Severity {
    ERROR("错误"),
    WARNING("警告"),
    NOTE("提示");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }
}
