package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What the streaming reader does not tell of an XLSX file.
 *
 * @param hasStyles whether it has cell formats
 * @param recalculates whether its formulas wait for Excel to calculate them: an empty cached value is then none at all
 * @param otherSheets relationship ids of sheets without cells (charts, dialogs, macros)
 */
record XlsxParts(boolean hasStyles, boolean recalculates, Set<String> otherSheets) {
    /** Real sheets shrink to a tenth or a fiftieth; a bomb to a thousandth. */
    private static final int MOST_RATIO = 500;

    private static final long HARMLESS_BYTES = 100L << 20;

    static XlsxParts of(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.stream().anyMatch(XlsxParts::isBomb)) {
                throw new UnreadableFileException("工作簿的压缩比异常，展开后极大，为安全起见不予读取。请用 Excel 或 WPS 打开，删去多余的空行空列后另存并报送。");
            }
            boolean[] styles = {false};
            boolean[] recalculates = {false};
            Set<String> others = new HashSet<>();
            elements(zip, "[Content_Types].xml", element -> {
                String type = element.getAttributeValue(null, "ContentType");
                styles[0] |= type != null && type.endsWith("spreadsheetml.styles+xml");
            });
            elements(zip, "xl/workbook.xml", element -> {
                String flag = element.getAttributeValue(null, "fullCalcOnLoad");
                recalculates[0] |= "1".equals(flag) || "true".equals(flag);
            });
            elements(zip, "xl/_rels/workbook.xml.rels", element -> {
                String type = element.getAttributeValue(null, "Type");
                String id = element.getAttributeValue(null, "Id");
                if (type != null && id != null && type.endsWith("sheet") && !type.endsWith("/worksheet")) {
                    others.add(id);
                }
            });
            return new XlsxParts(styles[0], recalculates[0], others);
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw FileContent.broken(e);
        }
    }

    private static boolean isBomb(ZipEntry entry) {
        return entry.getSize() > HARMLESS_BYTES && entry.getSize() / MOST_RATIO > entry.getCompressedSize();
    }

    private static void elements(ZipFile zip, String name, Consumer<XMLStreamReader> consumer)
            throws IOException, XMLStreamException {
        ZipEntry entry = entry(zip, name);
        if (entry == null) {
            return;
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = zip.getInputStream(entry)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    consumer.accept(reader);
                }
            }
        }
    }

    private static @Nullable ZipEntry entry(ZipFile zip, String name) {
        return zip.stream()
                .filter(entry -> entry.getName().equalsIgnoreCase(name))
                .findFirst()
                .map(ZipEntry.class::cast)
                .orElse(null);
    }
}
