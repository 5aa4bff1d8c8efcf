package org.fubiao.recognition;

/**
 * Whose rows these are, for findings.
 *
 * @param file path of the file below the period's input folder
 * @param unit code of the reporting unit
 */
public record RowContext(String file, String unit) {}
