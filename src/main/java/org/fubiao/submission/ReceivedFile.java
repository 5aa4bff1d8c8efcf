package org.fubiao.submission;

/**
 * A file that a run saw.
 *
 * @param path below the period's input folder
 * @param sha256 of its bytes
 * @param size in bytes
 */
public record ReceivedFile(String path, String sha256, long size) {}
