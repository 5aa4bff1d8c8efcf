package org.fubiao.checking;

/**
 * What a rule of the job came to.
 *
 * @param code code of the rule
 * @param form id of its form
 * @param checked how often it was evaluated: rows, or columns of a part for a rule that goes down
 * @param failed how often it did not hold
 * @param undecided how often it met an empty value
 */
public record RuleOutcome(String code, String form, long checked, long failed, long undecided) {}
