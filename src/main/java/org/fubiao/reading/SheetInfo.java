package org.fubiao.reading;

/**
 * A sheet.
 *
 * @param name its name; empty for a file without sheets
 * @param hidden whether the sender's program hides it
 */
public record SheetInfo(String name, boolean hidden) {}
