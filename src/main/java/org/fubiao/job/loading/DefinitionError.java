package org.fubiao.job.loading;

/**
 * One thing that is wrong with a definition.
 *
 * @param file path below the job folder, with forward slashes
 * @param line line in the file, from 1; 0 if the file as a whole is meant
 * @param column character in the line, from 1; 0 if no single place is meant
 * @param where the definition that is meant, in Chinese: {@code 字段“承诺时限”的 type}; may be empty
 * @param problem what was found and what was expected, in Chinese, without a full stop
 * @param advice what to do, as a full sentence in Chinese; may be empty
 */
public record DefinitionError(String file, int line, int column, String where, String problem, String advice) {

    /** For people: {@code forms/items.yml:12  字段“承诺时限”的 type：写的是“int”，应为…之一。是否想写“integer”？} */
    public String describe() {
        String place = line > 0 ? file + ":" + line : file;
        String subject = where.isEmpty() ? "" : where + "：";
        return place + "  " + subject + problem + "。" + advice;
    }
}
