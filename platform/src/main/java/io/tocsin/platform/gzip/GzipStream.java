package io.tocsin.platform.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952) in constant memory, member after member. The JDK's own stream calls itself for each member
 * and overflows the stack on some thousand empty ones, which fit into a few kilobytes. Reading throws a {@link
 * ZipException} where the data or their checksum are wrong and an {@link EOFException} where they end too early. Closing
 * it leaves the source open.
 */
public final class GzipStream extends InputStream {
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECKSUM = 2;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[4096];
    private boolean ended;
    private int position;
    private int limit;

    /**
     * @throws ZipException if the source does not begin like gzip
     * @throws EOFException if it ends within the header
     */
    public GzipStream(InputStream source) throws IOException {
        this.source = source;
        if (next() != 0x1f || next() != 0x8b) {
            throw new ZipException("no gzip header");
        }
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            while (length > 0 && !ended) {
                int inflated = inflater.inflate(target, offset, length);
                if (inflated > 0) {
                    checksum.update(target, offset, inflated);
                    return inflated;
                }
                if (inflater.finished() && !anotherMember()) {
                    ended = true;
                } else {
                    feed();
                }
            }
            return length == 0 ? 0 : -1;
        } catch (DataFormatException e) {
            ZipException problem = new ZipException("no deflated data");
            problem.initCause(e);
            throw problem;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void feed() throws IOException, DataFormatException {
        if (inflater.needsDictionary()) {
            throw new DataFormatException("gzip knows no dictionary");
        }
        if (inflater.needsInput()) {
            if (!hasNext()) {
                throw new EOFException("gzip ended too early");
            }
            inflater.setInput(buffer, position, limit - position);
            position = limit;
        }
    }

    /** What follows the last member and is none is padding. */
    private boolean anotherMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (littleEndian() != (int) checksum.getValue() || littleEndian() != (int) inflater.getBytesWritten()) {
            throw new ZipException("wrong checksum or length");
        }
        if (!hasNext() || next() != 0x1f || !hasNext() || next() != 0x8b) {
            return false;
        }
        inflater.reset();
        checksum.reset();
        header();
        return true;
    }

    private void header() throws IOException {
        if (next() != 8) {
            throw new ZipException("unknown method of compression");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    private int littleEndian() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private void skipText() throws IOException {
        int octet;
        do {
            octet = next();
        } while (octet != 0);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (!hasNext()) {
            throw new EOFException("gzip ended too early");
        }
        return buffer[position++] & 0xff;
    }

    private boolean hasNext() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, source.read(buffer));
        return limit > 0;
    }
}
