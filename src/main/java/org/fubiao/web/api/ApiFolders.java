package org.fubiao.web.api;

import java.nio.file.Path;

/**
 * Where the interface finds and leaves files.
 *
 * @param input with a folder for each job
 * @param output with a folder for each job
 * @param work the work folder
 */
public record ApiFolders(Path input, Path output, Path work) {}
