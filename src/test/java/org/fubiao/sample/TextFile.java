package org.fubiao.sample;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a sheet as separated text or as the HTML that some programs save under {@code .xls}. */
final class TextFile {
    private TextFile() {}

    static byte[] separated(Sheet sheet, FileFormat format) {
        StringBuilder text = new StringBuilder(format.bom() ? "\uFEFF" : "");
        for (List<Cell> row : sheet.rows()) {
            text.append(row.stream()
                            .map(cell -> quoted(cell.plain(), format.separator()))
                            .collect(Collectors.joining(String.valueOf(format.separator()))))
                    .append("\r\n");
        }
        return text.toString().getBytes(format.charset());
    }

    private static String quoted(String text, char separator) {
        boolean plain = text.indexOf(separator) < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static byte[] html(Sheet sheet, FileFormat format) {
        StringBuilder html = new StringBuilder("""
                <html xmlns:x="urn:schemas-microsoft-com:office:excel">
                <head>
                <meta http-equiv=Content-Type content="text/html; charset=gb2312">
                <style>td {mso-number-format:"\\@"; border:.5pt solid}</style>
                </head>
                <body>
                <table>
                """);
        for (int row = 0; row < sheet.rows().size(); row++) {
            html.append("<tr>");
            List<Cell> cells = sheet.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                html.append(element(sheet, row, column, cells.get(column)));
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n</body>\n</html>\n");
        return html.toString().replace("\n", "\r\n").getBytes(format.charset());
    }

    private static String element(Sheet sheet, int row, int column, Cell cell) {
        String spans = "";
        for (Sheet.Merge merge : sheet.merges()) {
            boolean inside =
                    row >= merge.top() && row <= merge.bottom() && column >= merge.left() && column <= merge.right();
            if (inside && (row > merge.top() || column > merge.left())) {
                return "";
            }
            if (inside) {
                spans = span("rowspan", merge.bottom() - merge.top()) + span("colspan", merge.right() - merge.left());
            }
        }
        String text = cell.plain().replace("&", "&amp;").replace("<", "&lt;");
        return "<td" + spans + ">" + (text.isEmpty() ? "&nbsp;" : text) + "</td>";
    }

    private static String span(String name, int more) {
        return more == 0 ? "" : " " + name + "=" + (more + 1);
    }
}
