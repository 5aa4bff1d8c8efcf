package org.fubiao.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The parts of an XLSX file. The case of their names does not matter. */
final class XlsxPackage implements Closeable {
    /** Real sheets shrink to a tenth or a fiftieth; a bomb to a thousandth. */
    private static final int MOST_RATIO = 500;

    private static final long HARMLESS_BYTES = 100L << 20;

    /** What is worth a thread of its own to unpack it. */
    private static final long LARGE_BYTES = 16L << 20;

    private final ZipFile zip;

    private XlsxPackage(ZipFile zip) {
        this.zip = zip;
    }

    /** Takes the elements of a part as they begin and end, down to whatever depth. */
    interface Elements {
        void take(XMLStreamReader element, boolean begins);
    }

    static XlsxPackage open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        if (zip.stream().anyMatch(XlsxPackage::isBomb)) {
            zip.close();
            throw new UnreadableFileException("工作簿的压缩比异常，展开后极大，为安全起见不予读取。请用 Excel 或 WPS 打开，删去多余的空行空列后另存并报送。");
        }
        return new XlsxPackage(zip);
    }

    private static boolean isBomb(ZipEntry entry) {
        return entry.getSize() > HARMLESS_BYTES && entry.getSize() / MOST_RATIO > entry.getCompressedSize();
    }

    /** Reads a part that must be there. */
    void read(String name, Elements elements) throws IOException, XMLStreamException {
        try (InputStream in = zip.getInputStream(required(name))) {
            XMLStreamReader reader = XlsxXml.read(in);
            while (reader.hasNext()) {
                int event = reader.next();
                boolean begins = event == XMLStreamReader.START_ELEMENT;
                if (begins || event == XMLStreamReader.END_ELEMENT) {
                    elements.take(reader, begins);
                }
            }
        }
    }

    /** A part as plain XML. */
    PlainXml plain(String name) throws IOException {
        ZipEntry entry = required(name);
        InputStream in = zip.getInputStream(entry);
        return new PlainXml(entry.getSize() > LARGE_BYTES ? new StreamAhead(in) : in, entry.getSize());
    }

    private ZipEntry required(String name) throws IOException {
        ZipEntry entry = entry(name);
        if (entry == null) {
            throw new IOException(name + " is missing");
        }
        return entry;
    }

    boolean has(String name) {
        return entry(name) != null;
    }

    private @Nullable ZipEntry entry(String name) {
        String path = name.startsWith("/") ? name.substring(1) : name;
        ZipEntry exact = zip.getEntry(path);
        if (exact != null) {
            return exact;
        }
        return zip.stream()
                .filter(entry -> entry.getName().equalsIgnoreCase(path))
                .findFirst()
                .map(ZipEntry.class::cast)
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
