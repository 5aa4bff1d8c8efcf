package org.fubiao.reading;

import java.util.List;

/** What a file really is. */
public enum FileType {
    CSV(List.of("csv", "txt", "tsv")),
    XLSX(List.of("xlsx", "xlsm")),
    XLS(List.of("xls", "et")),
    HTML(List.of("html", "htm"));

    private final List<String> extensions;

    FileType(List<String> extensions) {
        this.extensions = extensions;
    }

    /** Extensions under which such a file is expected, in lower case, the usual one first. */
    public List<String> extensions() {
        return extensions;
    }
}
