package org.fubiao.finding;

/** Takes findings as they are made. */
@FunctionalInterface
public interface FindingSink {
    void add(Finding finding);
}
