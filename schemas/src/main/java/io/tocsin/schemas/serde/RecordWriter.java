package io.tocsin.schemas.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.generic.PrimitivesArrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes arrays of doubles without an object for each: metrics consist of them. */
final class RecordWriter extends SpecificDatumWriter<IndexedRecord> {
    RecordWriter(Schema schema) {
        super(schema, SpecificData.getForSchema(schema));
    }

    @Override
    protected void writeArray(Schema schema, Object datum, Encoder out) throws IOException {
        if (!(datum instanceof PrimitivesArrays.DoubleArray values)) {
            super.writeArray(schema, datum, out);
            return;
        }
        out.writeArrayStart();
        out.setItemCount(values.size());
        for (int i = 0; i < values.size(); i++) {
            out.startItem();
            out.writeDouble(values.getDouble(i));
        }
        out.writeArrayEnd();
    }
}
