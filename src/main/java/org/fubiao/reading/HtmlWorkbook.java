package org.fubiao.reading;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An HTML page, most often one that a system exports under the name of a workbook. Each table of two rows or more is a sheet;
 * it has a name if it has a caption or is one of several. A row's number is its place in its table.
 */
final class HtmlWorkbook implements Workbook {
    private static final Pattern CHARSET =
            Pattern.compile("<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w-]+)", Pattern.CASE_INSENSITIVE);

    private final List<SheetInfo> sheets;
    private final List<HtmlTable> tables;

    private HtmlWorkbook(List<SheetInfo> sheets, List<HtmlTable> tables) {
        this.sheets = sheets;
        this.tables = tables;
    }

    static HtmlWorkbook open(Path file) throws IOException {
        Document page = Jsoup.parse(decoded(Files.readAllBytes(file)));
        List<Element> found = page.select("table").stream()
                .filter(table -> HtmlTable.rows(table).size() > 1)
                .toList();
        if (found.isEmpty()) {
            throw new UnreadableFileException("文件是网页，但其中没有表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后报送。");
        }
        List<SheetInfo> sheets = new ArrayList<>();
        for (Element table : found) {
            Element caption = table.selectFirst("> caption");
            String numbered = found.size() == 1 ? "" : "表格" + (sheets.size() + 1);
            sheets.add(new SheetInfo(caption == null ? numbered : Texts.clean(caption.text()), false));
        }
        return new HtmlWorkbook(
                List.copyOf(sheets), found.stream().map(HtmlTable::of).toList());
    }

    /** UTF-8 and GB18030 are told apart by the bytes, whatever the page claims; of others the page knows more. */
    private static String decoded(byte[] bytes) {
        TextEncoding encoding = TextEncoding.ofSample(bytes);
        if (encoding.bomLength() == 0) {
            String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
            Matcher matcher = CHARSET.matcher(head);
            if (matcher.find()) {
                String name = matcher.group(1).toLowerCase(Locale.ROOT);
                boolean ours = name.startsWith("gb") || name.startsWith("utf") || name.equals("unicode");
                if (!ours && Charset.isSupported(name)) {
                    return new String(bytes, Charset.forName(name));
                }
            }
        }
        return encoding.decode(bytes);
    }

    @Override
    public FileType type() {
        return FileType.HTML;
    }

    @Override
    public List<SheetInfo> sheets() {
        return sheets;
    }

    @Override
    public RowReader open(int index) {
        return tables.get(index).reader();
    }

    @Override
    public void close() {
        // All is in memory.
    }
}
