package org.fubiao.account;

/** What an account is for. It has one role: who does two kinds of work has two accounts, so that each entry of the log is clear. */
public enum Role {
    /** 报送单位: its own submissions and receipts, in one job. */
    UNIT("报送单位"),
    /** 汇总人: everything of its jobs. */
    STATISTICIAN("汇总人"),
    /** 查阅人: what was published of its jobs. */
    VIEWER("查阅人"),
    /** 管理员: accounts and the audit log; no data of any job. */
    ADMINISTRATOR("管理员");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** As the log calls it. */
    public String label() {
        return label;
    }
}
