package org.fubiao.submission;

/**
 * A version of a report, and the one that took its place.
 *
 * @param inPlace whether the file was replaced under its own path: the older one is in the archive alone
 */
public record Replacement(ReceivedPart before, ReceivedPart after, boolean inPlace) {}
