package org.fubiao.bench.rivals.springbatch;

import com.github.pjfanning.xlsx.StreamingReader;
import java.io.File;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.fubiao.bench.rivals.Spec;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.file.ResourceAwareItemReaderItemStream;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.core.io.Resource;

/** Reads the first sheet of a workbook row by row through POI's model of it; that of an .xlsx is streamed. */
final class WorkbookItemReader extends AbstractItemCountingItemStreamItemReader<Item>
        implements ResourceAwareItemReaderItemStream<Item> {
    private final int headRow;
    private final Heads heads;
    private @Nullable Resource file;
    private @Nullable Workbook workbook;
    private @Nullable Iterator<Row> rows;

    WorkbookItemReader(Spec.Form form, int headRow) {
        this.headRow = headRow;
        heads = new Heads(form);
        setName("workbook");
    }

    @Override
    public void setResource(Resource resource) {
        file = resource;
    }

    @Override
    protected void doOpen() throws Exception {
        File path = Objects.requireNonNull(file).getFile();
        workbook = path.getName().endsWith(".xlsx")
                ? StreamingReader.builder().rowCacheSize(100).open(path)
                : WorkbookFactory.create(path, null, true);
        rows = workbook.getSheetAt(0).rowIterator();
        Row head = rows.next();
        while (head.getRowNum() < headRow - 1) {
            head = rows.next();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < head.getLastCellNum(); i++) {
            names.add(Objects.toString(value(head.getCell(i)), ""));
        }
        heads.are(names);
    }

    @Override
    protected @Nullable Item doRead() {
        if (rows == null || !rows.hasNext()) {
            return null;
        }
        Row row = rows.next();
        return new Item(heads.cells(place -> value(row.getCell(place))));
    }

    private static @Nullable Object value(@Nullable Cell cell) {
        if (cell == null) {
            return null;
        }
        return switch (cell.getCellType()) {
            case STRING -> cell.getStringCellValue();
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue()
                        : BigDecimal.valueOf(cell.getNumericCellValue());
            default -> null;
        };
    }

    @Override
    protected void doClose() throws Exception {
        if (workbook != null) {
            workbook.close();
        }
    }
}
