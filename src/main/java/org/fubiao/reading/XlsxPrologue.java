package org.fubiao.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.fubiao.reading.PlainXml.Unusual;

/** What stands before the rows of a sheet or the texts of a workbook, read by a real parser. */
final class XlsxPrologue {
    private XlsxPrologue() {}

    /**
     * Moves to the first of these tags, if what is before it is sound, in UTF-8, and directly below this root.
     *
     * @return the prefixes that are declared, each with its colon
     */
    static List<byte[]> skip(PlainXml xml, String root, byte[] first) throws IOException, Unusual {
        xml.lookAhead();
        byte[] before = xml.upTo(first);
        if (before == null) {
            throw new Unusual();
        }
        byte[] rest = XlsxTexts.ascii("</" + root + ">");
        try (InputStream in =
                new SequenceInputStream(new ByteArrayInputStream(before), new ByteArrayInputStream(rest))) {
            XMLStreamReader reader = XlsxXml.read(in);
            List<byte[]> prefixes = new ArrayList<>(List.of(XlsxTexts.ascii("xml:")));
            boolean atRoot = true;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.DTD) {
                    throw new Unusual();
                }
                if (event == XMLStreamReader.START_ELEMENT && atRoot) {
                    atRoot = false;
                    requireRoot(reader, root);
                    for (int i = 0; i < reader.getNamespaceCount(); i++) {
                        String prefix = reader.getNamespacePrefix(i);
                        if (prefix != null && !prefix.isEmpty()) {
                            prefixes.add((prefix + ":").getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
            return prefixes;
        } catch (XMLStreamException e) {
            throw new Unusual();
        }
    }

    private static void requireRoot(XMLStreamReader reader, String root) throws Unusual {
        String declared = reader.getCharacterEncodingScheme();
        boolean utf8 = declared == null || declared.equalsIgnoreCase("UTF-8");
        String prefix = reader.getPrefix();
        if (!utf8 || !reader.getLocalName().equals(root) || (prefix != null && !prefix.isEmpty())) {
            throw new Unusual();
        }
    }
}
