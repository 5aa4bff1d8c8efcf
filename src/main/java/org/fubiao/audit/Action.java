package org.fubiao.audit;

/** What is noted in the audit log. The names stay in the database: never renamed, only added to. */
public enum Action {
    LOG_IN,
    LOG_OUT,
    PASSWORD_CHANGE,
    PASSWORD_RESET,
    ACCOUNT_MADE,
    ACCOUNT_CHANGE,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    UNIT_ACCOUNTS_MADE,
    TOKEN_MADE,
    TOKEN_REVOKED,
    RUN_START,
    RUN_STOP,
    RUN_END,
    ACCESS,
    PERIOD_CLOSED,
    PERIOD_REOPENED
}
