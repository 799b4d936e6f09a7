package io.tocsin.schemas.serde;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.generic.PrimitivesArrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes arrays of doubles without an object for each, because metrics consist of them, and does not look for the type of a
 * value among two of which one is null.
 */
final class RecordWriter extends SpecificDatumWriter<IndexedRecord> {
    RecordWriter(Schema schema) {
        super(schema, SpecificData.getForSchema(schema));
    }

    @Override
    protected int resolveUnion(Schema union, Object datum) {
        List<Schema> types = union.getTypes();
        if (types.size() == 2) {
            int nothing = types.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
            if (types.get(nothing).getType() == Schema.Type.NULL) {
                return datum == null ? nothing : 1 - nothing;
            }
        }
        return super.resolveUnion(union, datum);
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
