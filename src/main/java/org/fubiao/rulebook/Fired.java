package org.fubiao.rulebook;

/**
 * What a rule came to in a run.
 *
 * @param checked how often it was evaluated; -1 where that is not counted
 * @param fired how often it failed
 * @param undecided how often it could not be decided, for want of a value; -1 where that is not counted
 * @param example one failure, with its place; empty if there is none
 */
public record Fired(RuleEntry rule, long checked, long fired, long undecided, String example) {
    public static final int NOT_COUNTED = -1;
}
